package dev.cairn.it.operation;

import dev.cairn.it.wire.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One operation of S3's service model, as {@code service-model.tsv} has it. */
record ModelOperation(String name, String method, String uri, List<String> required) {

    /** All 111 of them. */
    static List<ModelOperation> all() {
        try (InputStream in = ModelOperation.class.getResourceAsStream("service-model.tsv")) {
            String text = new String(
                    Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(ModelOperation::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelOperation parse(String line) {
        String[] cells = line.split("\t", -1);
        return new ModelOperation(cells[0], cells[1], cells[2],
                cells[3].isEmpty() ? List.of() : List.of(cells[3].split(" ", -1)));
    }

    /** The plainest request that is this operation: required parameters, no more. */
    WireRequest request(String bucket, String key) {
        String target = uri.replace("{Bucket}", bucket).replace("{Key+}", key);
        for (String parameter : required) {
            if (parameter.startsWith("?")) {
                String separator = target.contains("?") ? "&" : "?";
                target += separator + parameter.substring(1) + "=" + value(parameter);
            }
        }
        WireRequest request = WireRequest.of(method, target);
        for (String parameter : required) {
            if (!parameter.startsWith("?")) {
                request = request.header(parameter, value(parameter, bucket, key));
            }
        }
        boolean bodily = method.equals("PUT") || method.equals("POST");
        return bodily ? request.body("<Any/>".getBytes(StandardCharsets.UTF_8)) : request;
    }

    private static String value(String queryKey) {
        return queryKey.equals("?partNumber") ? "1" : "any";
    }

    private static String value(String header, String bucket, String key) {
        return switch (header) {
            case "x-amz-copy-source", "x-amz-rename-source" -> "/" + bucket + "/" + key;
            case "x-amz-object-attributes" -> "ETag";
            default -> "any";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
