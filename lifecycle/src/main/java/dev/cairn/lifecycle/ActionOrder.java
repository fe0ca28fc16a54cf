package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that the actions of one rule can follow each other: transitions lead downwards and in time,
 * and expiration comes after all of them.
 */
final class ActionOrder {
    private static final String EXPIRATION = "Expiration";
    private static final String TRANSITION = "Transition";

    /** A transition, current or not, as this check sees it. */
    private record Move(RuleTime time, StorageClass target) {}

    private ActionOrder() {}

    static void check(RuleFilter filter, RuleActions actions) {
        List<Move> moves = new ArrayList<>();
        for (Transition transition : actions.transitions()) {
            moves.add(new Move(transition.time(), transition.storageClass()));
        }
        checkMoves(filter, moves, TRANSITION, "");
        if (actions.expiration() instanceof Expiration.Timed(RuleTime end)) {
            for (Move move : moves) {
                requireEndBehind(filter, end, move.time());
            }
        }
        List<Move> noncurrent = new ArrayList<>();
        for (NoncurrentVersionTransition transition : actions.noncurrentTransitions()) {
            RuleTime time = new RuleTime.Days(transition.age().days());
            noncurrent.add(new Move(time, transition.storageClass()));
        }
        checkMoves(filter, noncurrent, NoncurrentVersionTransition.ACTION, "Noncurrent");
        NoncurrentVersionExpiration end = actions.noncurrentExpiration();
        if (end != null) {
            noncurrent.forEach(
                    move -> requireNoncurrentEndBehind(filter, end.age().days(), move));
        }
    }

    private static void checkMoves(
            RuleFilter filter, List<Move> moves, String action, String element) {
        for (int i = 0; i < moves.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkPair(filter, moves.get(j), moves.get(i), action, element);
            }
        }
    }

    private static void checkPair(
            RuleFilter filter, Move first, Move second, String action, String element) {
        if (first.target() == second.target()) {
            throw InvalidLifecycleException.request(
                    "'StorageClass' must be different for '"
                            + action
                            + "' actions in same 'Rule' with "
                            + filter.inWords());
        }
        if (first.time().getClass() != second.time().getClass()) {
            throw InvalidLifecycleException.request(
                    "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for "
                            + filter.inWords());
        }
        // The order in which the client wrote them does not matter, the one they lead in does.
        boolean inOrder = TransitionClasses.leads(first.target(), second.target());
        Move warm = inOrder ? first : second;
        Move cold = inOrder ? second : first;
        long gap = days(warm.time(), cold.time());
        String name = element + element(cold.time());
        String subject =
                "'" + name + "' in the " + inWords(action, cold) + " for " + filter.inWords();
        if (gap <= 0 || !TransitionClasses.leads(warm.target(), cold.target())) {
            throw InvalidLifecycleException.argument(
                    subject
                            + " must be greater than '"
                            + name
                            + "' in the "
                            + inWords(action, warm)
                            + " for "
                            + filter.inWords(),
                    name,
                    value(cold.time()));
        }
        int stay = TransitionClasses.stayDaysMin(warm.target());
        if (gap < stay) {
            throw InvalidLifecycleException.argument(
                    subject
                            + " must be "
                            + stay
                            + " days more than '"
                            + filter.inWords()
                            + "' in the "
                            + inWords(action, warm),
                    name,
                    value(cold.time()));
        }
    }

    private static String inWords(String action, Move move) {
        return "'" + action + "' action for StorageClass '" + move.target() + "'";
    }

    private static void requireEndBehind(RuleFilter filter, RuleTime end, RuleTime move) {
        if (end.getClass() != move.getClass()) {
            throw InvalidLifecycleException.request(
                    "Found mixed 'Date' and 'Days' based Expiration and Transition actions in"
                            + " lifecycle rule for "
                            + filter.inWords());
        }
        if (days(move, end) <= 0) {
            throw notBehind(filter, element(end), EXPIRATION, TRANSITION, value(end));
        }
    }

    private static void requireNoncurrentEndBehind(RuleFilter filter, int endDays, Move move) {
        if (days(move.time(), new RuleTime.Days(endDays)) <= 0) {
            throw notBehind(
                    filter,
                    "NoncurrentDays",
                    NoncurrentVersionExpiration.ACTION,
                    NoncurrentVersionTransition.ACTION,
                    endDays);
        }
    }

    private static InvalidLifecycleException notBehind(
            RuleFilter filter, String element, String action, String transition, Object value) {
        return InvalidLifecycleException.argument(
                "'"
                        + element
                        + "' in the "
                        + action
                        + " action for "
                        + filter.inWords()
                        + " must be greater than '"
                        + element
                        + "' in the "
                        + transition
                        + " action",
                element,
                value);
    }

    /** Days from one to the other; both are days, or both are dates. */
    private static long days(RuleTime from, RuleTime to) {
        if (from instanceof RuleTime.Date(var start) && to instanceof RuleTime.Date(var end)) {
            return Duration.between(start, end).toDays();
        }
        return (long) daysOf(to) - daysOf(from);
    }

    private static int daysOf(RuleTime time) {
        return time instanceof RuleTime.Days(int days) ? days : 0;
    }

    private static String element(RuleTime time) {
        return time instanceof RuleTime.Date ? "Date" : "Days";
    }

    private static Object value(RuleTime time) {
        return switch (time) {
            case RuleTime.Days(int days) -> days;
            case RuleTime.Date(var date) -> date;
        };
    }
}
