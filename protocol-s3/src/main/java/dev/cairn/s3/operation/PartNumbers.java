package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.Part;
import org.jspecify.annotations.Nullable;

/** Part numbers of requests: 1 to 10,000. */
final class PartNumbers {
    private PartNumbers() {}

    /**
     * The part number of a query; null where there is none.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidArgument
     */
    static @Nullable Integer of(S3Request request) {
        String text = request.parameter(Route.PART_NUMBER);
        return text == null ? null : parse(text);
    }

    static int parse(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw outside(text);
        }
        return check(number);
    }

    static int check(int number) {
        if (number < Part.NUMBER_MIN || number > Part.NUMBER_MAX) {
            throw outside(Integer.toString(number));
        }
        return number;
    }

    private static RuntimeException outside(String text) {
        return S3Exception.invalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive",
                Route.PART_NUMBER,
                text);
    }
}
