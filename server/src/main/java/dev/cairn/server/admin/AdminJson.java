package dev.cairn.server.admin;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers and reads bodies. JSON has the fields of the records in their order, {@code null} where there is
 * nothing, instants as RFC 3339 in UTC.
 */
final class AdminJson {
    /** Made by the first answer, since it would take a tenth of the server's start. */
    private volatile @Nullable JsonMapper mapper;

    S3Response ok(Answer answer) {
        return switch (answer) {
            case Answer.Document document ->
                    response(
                            200,
                            "application/json",
                            mapper().writeValueAsBytes(document.value()),
                            Headers.EMPTY);
            case Answer.Text text ->
                    response(
                            200,
                            text.contentType(),
                            text.text().getBytes(StandardCharsets.UTF_8),
                            Headers.EMPTY);
        };
    }

    S3Response problem(AdminException refusal, String requestId) {
        ProblemDocument document =
                new ProblemDocument(
                        refusal.status(),
                        ProblemDocument.title(refusal.status()),
                        refusal.detail(),
                        refusal.code(),
                        requestId);
        return response(
                refusal.status(),
                "application/problem+json",
                mapper().writeValueAsBytes(document),
                refusal.headers());
    }

    /**
     * Reads a document.
     *
     * @throws AdminException InvalidArgument for what is no JSON
     */
    JsonNode parse(byte[] text) {
        try {
            return mapper().readTree(text);
        } catch (JacksonException malformed) {
            throw AdminException.invalidArgument("the body is no JSON document");
        }
    }

    /** The document of who sends none. */
    JsonNode empty() {
        return mapper().createObjectNode();
    }

    /** Two threads may each make one; either serves. */
    private JsonMapper mapper() {
        JsonMapper made = mapper;
        if (made == null) {
            made =
                    JsonMapper.builder()
                            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .build();
            mapper = made;
        }
        return made;
    }

    private static S3Response response(
            int status, String contentType, byte[] body, Headers further) {
        Headers headers =
                Headers.builder()
                        .add("content-type", contentType)
                        .add("cache-control", "no-store")
                        .addAll(further)
                        .build();
        return S3Response.of(status, headers, new ResponseBody.Bytes(body));
    }
}
