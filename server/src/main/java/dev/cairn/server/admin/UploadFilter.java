package dev.cairn.server.admin;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Upload;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which open uploads are meant; what is null or 0 lets all through.
 *
 * @param due only those that a rule should have aborted by now
 * @param minAge since the initiation
 * @param minBytes of the parts that are there
 * @param owner canonical id of the account that will own the object
 * @param accessKey with which the upload was begun
 */
record UploadFilter(
        @Nullable BucketName bucket,
        String prefix,
        boolean due,
        Duration minAge,
        long minBytes,
        @Nullable String owner,
        @Nullable String accessKey) {
    static final Set<String> NAMES =
            Set.of("bucket", "prefix", "state", "minAge", "minBytes", "owner", "accessKey");

    private static final Duration AGE_MAX = Duration.ofDays(10_000 * 366L);

    /** What the query of a call says. */
    static UploadFilter of(AdminRequest request) {
        return new UploadFilter(
                request.findBucket(),
                Optional.ofNullable(request.find("prefix")).orElse(""),
                isDue(Optional.ofNullable(request.find("state"))),
                age(request.find("minAge")),
                bytes(request.find("minBytes")),
                request.find("owner"),
                request.find("accessKey"));
    }

    /** What an object in the body of a call says. */
    static UploadFilter of(RequestDocument document) {
        return new UploadFilter(
                document.text("bucket").map(AdminRequest::bucketName).orElse(null),
                document.text("prefix").orElse(""),
                isDue(document.text("state")),
                notNegative(document.duration("minAge").orElse(Duration.ZERO)),
                document.number("minBytes", 0, Long.MAX_VALUE).orElse(0L),
                document.text("owner").orElse(null),
                document.text("accessKey").orElse(null));
    }

    /** Whether all that can be told without looking at parts fits. */
    boolean fits(Upload upload, Instant now) {
        return !upload.initiated().isAfter(now.minus(minAge))
                && (owner == null || owner.equals(upload.begun().object().owner()))
                && (accessKey == null
                        || accessKey.equals(upload.begun().initiator().accessKey()));
    }

    /** What is due is open as well, until the rules are run. */
    private static boolean isDue(Optional<String> state) {
        return switch (state.orElse("open")) {
            case "open" -> false;
            case "due" -> true;
            default -> throw AdminException.invalidArgument("state must be open or due");
        };
    }

    private static Duration age(@Nullable String text) {
        try {
            return text == null ? Duration.ZERO : notNegative(Duration.parse(text));
        } catch (DateTimeException malformed) {
            throw AdminException.invalidArgument(
                    "minAge must be an ISO-8601 duration of days or less, as P7D or PT1H");
        }
    }

    /** Longer than time itself is the same as for ever. */
    private static Duration notNegative(Duration age) {
        if (age.isNegative()) {
            throw AdminException.invalidArgument("minAge must not be negative");
        }
        return age.compareTo(AGE_MAX) > 0 ? AGE_MAX : age;
    }

    private static long bytes(@Nullable String text) {
        try {
            long bytes = text == null ? 0 : Long.parseLong(text);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a negative one is.
        }
        throw AdminException
                .invalidArgument("minBytes must be a whole number that is not negative");
    }
}
