package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page {@code docs/ADMIN-API.md} and {@code openapi.json} against the API itself: every route is
 * described and has an example, whose real answer fits its schema and stands on the page. {@code
 * mvn test -pl server -am -Dtest=AdminPageTest -Dcairn.write-docs=true} writes the page anew.
 */
class AdminPageTest {
    private static final Path PAGE = Path.of("..", "docs", "ADMIN-API.md");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String CONFIGURATION =
            "<LifecycleConfiguration><Rule><ID>week</ID><Status>Enabled</Status><Filter/>"
                    + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7"
                    + "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
                    + "</LifecycleConfiguration>";
    private static final String PLAN =
            """
            name: cheap
            description: A plan of our own
            currency: EUR
            unitBytes: 1000000000
            monthBasis: 30-days
            minimumRetentionDays: 0
            unfinishedActiveDays: none
            minimumObjectBytes: 0
            minimumMonthlyCharge: 0
            storage:
              STANDARD: {price: 0.005}
            requests:
              tier1: {price: 0}
              tier2: {price: 0}
              free: {price: 0}
            sources:
              - {of: everything, title: An example, date: 2026-03-01}""";

    private static final String FAULT =
            "{\"match\":{\"operation\":\"UploadPart\",\"bucket\":\"vault\",\"key\":\"*.tar\","
                    + "\"calls\":{\"from\":2,\"to\":3}},"
                    + "\"effect\":{\"type\":\"slowDown\",\"retryAfter\":\"PT2S\"}}";

    /** A request for each route; UPLOAD stands for the id of an open upload. */
    private static final List<Example> EXAMPLES =
            List.of(
                    new Example("GET /health/live", ""),
                    new Example("GET /health/ready", ""),
                    new Example("GET /metrics", ""),
                    new Example("GET /api/v1/openapi.json", ""),
                    new Example("GET /api/v1/uploads", "?bucket=vault&minBytes=1000&sort=-bytes"),
                    new Example("GET /api/v1/uploads/{uploadId}", "?bucket=vault&key=backup.tar"),
                    new Example("GET /api/v1/buckets", "?limit=10"),
                    new Example("GET /api/v1/buckets/{bucket}", ""),
                    new Example("GET /api/v1/buckets/{bucket}/settings", ""),
                    new Example(
                            "PUT /api/v1/buckets/{bucket}/settings", "",
                            "{\"openUploadsMax\":100}"),
                    new Example("GET /api/v1/usage", "?bucket=vault"),
                    new Example("GET /api/v1/usage/daily", "?bucket=vault&from=2026-03-08"),
                    new Example("GET /api/v1/plans", "?limit=1"),
                    new Example("GET /api/v1/plans/{name}", ""),
                    new Example("PUT /api/v1/plans/{name}", "", PLAN),
                    new Example("GET /api/v1/statement", "?bucket=vault&plan=aws-standard"),
                    new Example("GET /api/v1/forecast", "?bucket=vault"),
                    new Example("GET /api/v1/utilization", "?from=2026-03-08"),
                    new Example("GET /api/v1/utilization/{bucket}", "?from=2026-03-08"),
                    new Example("GET /api/v1/lifecycle/missing", ""),
                    new Example(
                            "GET /api/v1/lifecycle/explain", "?bucket=vault&key=readme.txt"),
                    new Example(
                            "POST /api/v1/lifecycle/dry-run", "",
                            "{\"bucket\":\"vault\",\"configuration\":\"" + CONFIGURATION + "\"}"),
                    new Example(
                            "POST /api/v1/lifecycle/run", "",
                            "{\"bucket\":\"vault\",\"dryRun\":true}"),
                    new Example("GET /api/v1/integrity", ""),
                    new Example("GET /api/v1/clock", ""),
                    new Example("PUT /api/v1/clock", "", "{\"advance\":\"P1D\"}"),
                    new Example(
                            "POST /api/v1/uploads/abort", "",
                            "{\"filter\":{\"bucket\":\"vault\",\"minAge\":\"P7D\"},\"dryRun\":true}"),
                    new Example(
                            "POST /api/v1/uploads/{uploadId}/complete",
                            "?bucket=vault&key=backup.tar", "{\"allowGaps\":true}"),
                    new Example(
                            "DELETE /api/v1/uploads/{uploadId}", "?bucket=vault&key=forgotten"),
                    new Example("POST /api/v1/faults", "", FAULT),
                    new Example("GET /api/v1/faults", ""),
                    new Example("GET /api/v1/faults/{id}", ""),
                    new Example("DELETE /api/v1/faults/{id}", ""),
                    new Example("DELETE /api/v1/faults", ""));

    @TempDir
    Path folder;

    private AdminFixture admin;
    private final Map<String, String> uploads = new TreeMap<>();

    /** A request whose answer the page shows. */
    private record Example(String route, String query, String body) {
        Example(String route, String query) {
            this(route, query, "");
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        String target() {
            return route.substring(route.indexOf(' ') + 1).replace("{bucket}", "vault")
                    .replace("{id}", "fault-1")
                    .replace("{name}", method().equals("PUT") ? "cheap" : "aws-standard") + query;
        }
    }

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        admin.planDirectory(Files.createDirectory(folder.resolve("plans")));
        BucketName vault = admin.bucket("vault");
        admin.putObject(vault, "readme.txt", 2000);
        for (String key : List.of("backup.tar", "forgotten")) {
            String id = admin.begin(vault, key);
            uploads.put(key, id);
            admin.putPart(vault, key, id, 1, 5 << 20);
            admin.putPart(vault, key, id, 3, 3000);
        }
        admin.advance(Duration.ofDays(8));
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void everyRoute_isDescribedAndHasAnExample() {
        List<String> described =
                admin.service().routes().stream()
                        .filter(route -> RouteDescriptions.of(route).isPresent())
                        .map(Route::name)
                        .toList();
        assertThat(described).describedAs("routes in RouteDescriptions").containsAll(names());
        assertThat(EXAMPLES.stream().map(Example::route).toList())
                .describedAs("routes in EXAMPLES")
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void document_namesEveryRoute() {
        AdminFixture.Reply reply = admin.send("GET", "/api/v1/openapi.json", Headers.EMPTY);
        assertThat(reply.status()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : reply.json().path("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void answers_haveTheFieldsOfTheirSchemas() {
        JsonNode document = admin.send("GET", "/api/v1/openapi.json").json();
        for (Example example : EXAMPLES) {
            AdminFixture.Reply reply = send(example);
            assertThat(reply.status()).describedAs(example + reply.text()).isEqualTo(200);
            String path = example.route().substring(example.method().length() + 1);
            JsonNode schema =
                    operation(document, example, path)
                            .path("responses").path("200").path("content")
                            .path("application/json").path("schema");
            if (!schema.isMissingNode()) {
                assertFits(document, schema, reply.json(), example.route());
            }
        }
    }

    @Test
    void fieldsOfBodies_areKnownToTheirRoutes() {
        for (Example example : EXAMPLES) {
            Route route = route(example.route());
            for (String field : RouteDescriptions.of(route).orElseThrow().fields()) {
                AdminFixture.Reply reply =
                        admin.sendBody(
                                example.method(), target(example), "{\"" + field + "\":[1]}");
                assertThat(reply.status()).describedAs(field).isBetween(400, 499);
                assertThat(reply.text()).doesNotContain("there is no field");
            }
        }
    }

    @Test
    void fieldsOfPlans_standInTheSchemaOfTheBody() {
        List<String> used = Pattern.compile("^(\\w+):", Pattern.MULTILINE).matcher(PLAN).results()
                .map(field -> field.group(1)).toList();
        JsonNode properties = admin.send("GET", "/api/v1/openapi.json").json()
                .path("paths").path("/api/v1/plans/{name}").path("put").path("requestBody")
                .path("content").path("application/json").path("schema").path("properties");

        assertThat(used).hasSizeGreaterThan(10);
        assertThat(properties.propertyNames()).containsAll(used);
        assertThat(properties.propertyNames()).containsAll(
                admin.send("GET", "/api/v1/plans/aws-standard").json().propertyNames());
    }

    @Test
    void requiredParameters_areMissed() {
        for (Example example : EXAMPLES) {
            Route route = route(example.route());
            for (String name : RouteDescriptions.of(route).orElseThrow().required()) {
                String without = target(example).replaceAll("[?&]" + name + "=[^&]*", "");
                String mended = without.contains("?") ? without : without.replaceFirst("&", "?");
                AdminFixture.Reply reply =
                        admin.sendBody(example.method(), mended, example.body());
                assertThat(reply.status()).describedAs(mended).isEqualTo(400);
                assertThat(reply.text()).contains("the parameter " + name + " is missing");
            }
        }
    }

    @Test
    void page_showsEveryRouteWithItsAnswer() throws Exception {
        StringBuilder page = new StringBuilder(Files.readString(PAGE).split("\n## ", 2)[0]);
        page.append('\n');
        for (Example example : EXAMPLES) {
            page.append(section(example, send(example)));
        }
        if (Boolean.getBoolean("cairn.write-docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private String section(Example example, AdminFixture.Reply reply) {
        assertThat(reply.status()).describedAs(example + reply.text()).isEqualTo(200);
        Route route = route(example.route());
        String text = reply.text();
        if (example.route().endsWith("openapi.json")) {
            text = "{\"openapi\": \"3.1.0\", ...}";
        } else if (reply.text().startsWith("{")) {
            text = JSON.writeValueAsString(reply.json());
        }
        return """
                ## %s

                %s%s

                ```
                %s %s%s
                ```

                ```
                %s
                ```

                """
                .formatted(
                        example.route(),
                        RouteDescriptions.of(route).orElseThrow().summary(),
                        parameters(route),
                        example.method(),
                        example.target().replace("{uploadId}", "UPLOAD_ID"),
                        example.body().isEmpty() ? "" : "\n\n" + example.body(),
                        steady(text).strip());
    }

    private static String parameters(Route route) {
        if (route.parameters().isEmpty()) {
            return "";
        }
        return " Parameters: `" + String.join("`, `", new TreeSet<>(route.parameters())) + "`.";
    }

    /** Without what differs from run to run. */
    private String steady(String text) {
        String steady = text;
        for (Map.Entry<String, String> upload : uploads.entrySet()) {
            steady = steady.replace(upload.getValue(), "UPLOAD_ID");
        }
        return steady.replaceAll("\"(fileBytes|catalogBytes)\" : \\d+", "\"$1\" : 50000")
                .replaceAll("\"real\" : \"[^\"]*\"", "\"real\" : \"2026-03-09T10:00:00Z\"");
    }

    private AdminFixture.Reply send(Example example) {
        return admin.sendBody(example.method(), target(example), example.body());
    }

    private String target(Example example) {
        String key = example.query().contains("key=forgotten") ? "forgotten" : "backup.tar";
        return example.target().replace("{uploadId}", String.valueOf(uploads.get(key)));
    }

    private List<String> names() {
        return admin.service().routes().stream().map(Route::name).toList();
    }

    private Route route(String name) {
        return admin.service().routes().stream()
                .filter(route -> route.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode operation(JsonNode document, Example example, String path) {
        return document.path("paths").path(path)
                .path(example.method().toLowerCase(Locale.ROOT));
    }

    /** Fields and their types; what is null must be allowed to be. */
    private static void assertFits(
            JsonNode document, JsonNode schema, JsonNode value, String place) {
        if (schema.has("additionalProperties") && value.isObject()) {
            value.forEach(
                    item -> assertFits(
                            document, schema.path("additionalProperties"), item, place + "{}"));
        } else if (schema.has("anyOf")) {
            if (!value.isNull()) {
                assertFits(document, schema.path("anyOf").get(0), value, place);
            }
        } else if (schema.has("$ref")) {
            String name = schema.path("$ref").asString();
            JsonNode named =
                    document.path("components").path("schemas")
                            .path(name.substring(name.lastIndexOf('/') + 1));
            assertThat(named.isMissingNode()).describedAs(name).isFalse();
            assertFits(document, named, value, place);
        } else if (schema.has("properties")) {
            assertThat(value.propertyNames())
                    .describedAs(place)
                    .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
            for (Map.Entry<String, JsonNode> property : value.properties()) {
                assertFits(
                        document,
                        schema.path("properties").path(property.getKey()),
                        property.getValue(),
                        place + "." + property.getKey());
            }
        } else if (schema.has("items") && !value.isNull()) {
            assertThat(value.isArray()).describedAs(place).isTrue();
            value.forEach(item -> assertFits(document, schema.path("items"), item, place + "[]"));
        } else if (schema.has("type")) {
            String known = schema.path("type").toString();
            // A whole number is a number as well.
            boolean whole = value.isIntegralNumber() && known.contains("number");
            assertThat(whole || known.contains(type(value))).describedAs(place + value).isTrue();
        }
    }

    private static String type(JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        if (value.isIntegralNumber()) {
            return "integer";
        }
        if (value.isNumber()) {
            return "number";
        }
        return value.isBoolean() ? "boolean" : "string";
    }
}
