package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Filters, orders and pages of GET /uploads, against a list that is filtered and sorted here. */
class UploadListingTest {
    private static final Comparator<Made> BY_KEY =
            Comparator.comparing(Made::bucket).thenComparing(Made::key).thenComparing(Made::id);

    @TempDir
    Path folder;

    private AdminFixture admin;
    private final List<Made> made = new ArrayList<>();

    private record Made(String bucket, String key, String id, long bytes, Instant initiated) {}

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        Random random = new Random(7);
        for (String name : List.of("attic", "cellar", "vault")) {
            BucketName bucket = admin.bucket(name);
            for (int i = 0; i < 12; i++) {
                String key = "abc".charAt(random.nextInt(3)) + "/" + random.nextInt(4);
                Instant initiated = admin.now();
                String id = admin.begin(bucket, key);
                int bytes = random.nextInt(4) * 100;
                if (bytes > 0) {
                    admin.putPart(bucket, key, id, 1, bytes);
                }
                made.add(new Made(name, key, id, bytes, initiated));
                admin.advance(Duration.ofHours(random.nextInt(3)));
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 36, 100})
    void byBytes_theLargestComeFirst(int limit) {
        made.sort(Comparator.comparingLong(Made::bytes).reversed().thenComparing(BY_KEY));

        assertThat(listed("sort=-bytes", limit)).isEqualTo(ids(made));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 36, 100})
    void byAge_theOldestComeFirst(int limit) {
        made.sort(Comparator.comparing(Made::initiated).thenComparing(BY_KEY));

        assertThat(listed("sort=-age", limit)).isEqualTo(ids(made));
    }

    @ParameterizedTest
    @CsvSource({"key", "-bytes", "-age"})
    void filters_workInEveryOrder(String sort) {
        Instant limit = admin.now().minus(Duration.ofHours(20));
        made.sort(switch (sort) {
            case "-bytes" -> Comparator.comparingLong(Made::bytes).reversed().thenComparing(BY_KEY);
            case "-age" -> Comparator.comparing(Made::initiated).thenComparing(BY_KEY);
            default -> BY_KEY;
        });
        made.removeIf(upload -> upload.initiated().isAfter(limit)
                || upload.bytes() < 200
                || !upload.key().startsWith("b/"));
        assertThat(made).hasSizeGreaterThan(2);

        String query = "minAge=PT20H&minBytes=200&prefix=b/&state=open&sort=" + sort;
        assertThat(listed(query, 2)).isEqualTo(ids(made));
    }

    @Test
    void bucket_isTheOnlyOneSeen() {
        made.removeIf(upload -> !upload.bucket().equals("cellar"));
        made.sort(Comparator.comparingLong(Made::bytes).reversed().thenComparing(BY_KEY));

        assertThat(listed("bucket=cellar&sort=-bytes", 3)).isEqualTo(ids(made));
    }

    @ParameterizedTest
    @CsvSource({
        "owner=owner-id, 36", "owner=user-id, 0", "accessKey=USER, 36", "accessKey=OTHER, 0",
        "minAge=P1000D, 0", "minAge=P9999999D, 0", "minAge=PT0S, 36", "minBytes=1000000, 0",
    })
    void ownerKeyAndBounds_letThroughOrNot(String query, int count) {
        assertThat(listed(query, 100)).hasSize(count);
    }

    @Test
    void tokenOfAnotherOrder_isRefused() {
        String token = page("sort=-bytes", 1).path("nextToken").asString();

        AdminFixture.Reply reply =
                admin.send("GET", "/api/v1/uploads?sort=-age&token=" + token);

        assertThat(reply.code()).isEqualTo("InvalidArgument");
    }

    @Test
    void uploadsThatEndBetweenPages_areNoMore() {
        made.sort(Comparator.comparing(Made::initiated).thenComparing(BY_KEY));
        JsonNode first = page("sort=-age", 10);
        Made next = made.get(10);
        String target = "/api/v1/uploads/" + next.id() + "?bucket=" + next.bucket() + "&key="
                + next.key();
        assertThat(admin.send("DELETE", target).status()).isEqualTo(200);

        JsonNode second = page("sort=-age&token=" + first.path("nextToken").asString(), 5);

        assertThat(ids(second)).isEqualTo(ids(made.subList(11, 16)));
    }

    private List<String> listed(String query, int limit) {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = page(query + token, limit);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            ids.addAll(ids(page));
            token = page.path("nextToken").isNull()
                    ? ""
                    : "&token=" + page.path("nextToken").asString();
        } while (!token.isEmpty());
        return ids;
    }

    private JsonNode page(String query, int limit) {
        AdminFixture.Reply reply =
                admin.send("GET", "/api/v1/uploads?limit=" + limit + "&" + query);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("uploadId").asString()));
        return ids;
    }

    private static List<String> ids(List<Made> uploads) {
        return uploads.stream().map(Made::id).toList();
    }
}
