package dev.cairn.server.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The JSON object in the body of a call, read field by field; null is as good as absent. */
final class RequestDocument {
    private final JsonNode object;

    /** What stands before the names of its fields where they are told; empty, or with a dot. */
    private final String place;

    private RequestDocument(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /**
     * Takes an object.
     *
     * @throws AdminException InvalidArgument for anything else, and for fields that are not known
     */
    static RequestDocument of(JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw AdminException.invalidArgument("the body is no JSON object");
        }
        return of(node, known, "");
    }

    private static RequestDocument of(JsonNode node, Set<String> known, String place) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw AdminException.invalidArgument(
                        "there is no field " + place + name + " in the body of this call");
            }
        }
        return new RequestDocument(node, place);
    }

    boolean has(String name) {
        return !object.path(name).isMissingNode() && !object.path(name).isNull();
    }

    /** Whether the field is there and says null. */
    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /**
     * An object within.
     *
     * @param known the fields that it may have
     */
    Optional<RequestDocument> object(String name, Set<String> known) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!object.path(name).isObject()) {
            throw wrong(name, "an object");
        }
        return Optional.of(of(object.path(name), known, place + name + "."));
    }

    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!object.path(name).isString()) {
            throw wrong(name, "a text");
        }
        return Optional.of(object.path(name).asString());
    }

    Optional<Boolean> truth(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!object.path(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return Optional.of(object.path(name).asBoolean());
    }

    Optional<Long> number(String name, long least, long most) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.asLong() < least
                || value.asLong() > most) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        return Optional.of(value.asLong());
    }

    Optional<Double> decimal(String name, double most) {
        if (!has(name)) {
            return Optional.empty();
        }
        double value = object.path(name).isNumber() ? object.path(name).asDouble() : -1;
        if (value < 0 || value > most) {
            throw wrong(name, "a number from 0 to " + (long) most);
        }
        return Optional.of(value);
    }

    /** One of some words. */
    Optional<String> word(String name, List<String> known) {
        Optional<String> text = text(name);
        if (text.isPresent() && !known.contains(text.get())) {
            throw wrong(name, "one of " + String.join(", ", known));
        }
        return text;
    }

    /** A field without which the call makes no sense. */
    <T> T require(String name, Optional<T> value) {
        return value.orElseThrow(
                () -> AdminException.invalidArgument("the field " + place + name + " is missing"));
    }

    /** The names of its fields, those that are null left out. */
    List<String> names() {
        return object.propertyNames().stream().filter(this::has).toList();
    }

    Optional<Duration> duration(String name) {
        try {
            return text(name).map(Duration::parse);
        } catch (DateTimeException malformed) {
            throw wrong(name, "an ISO-8601 duration of days or less, as P8D or PT1H");
        }
    }

    Optional<Instant> instant(String name) {
        try {
            return text(name).map(Instant::parse);
        } catch (DateTimeException malformed) {
            throw wrong(name, "an instant in UTC, as 2026-03-01T10:00:00Z");
        }
    }

    private AdminException wrong(String name, String expected) {
        return AdminException.invalidArgument("the field " + place + name + " must be " + expected);
    }
}
