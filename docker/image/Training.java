import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The requests of the training run: what clients ask for first, by presigned URLs. Fails where the
 * server answers anything but success.
 */
final class Training {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final String REGION = "us-east-1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String s3;
    private final String admin;
    private final String accessKey;
    private final String secretKey;

    private Training(String readyLine, String accessKey, String secretKey) {
        this.s3 = word(readyLine, "s3");
        this.admin = word(readyLine, "admin");
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** Arguments: the file with the ready line, access key, secret key. */
    public static void main(String[] args) throws Exception {
        new Training(readyLine(Path.of(args[0])), args[1], args[2]).run();
    }

    private void run() throws Exception {
        ask("GET", "/", Map.of(), new byte[0]);
        for (int size : new int[] {0, 1_000, 100_000, 1_000_000}) {
            String path = "/training/object-" + size;
            ask("PUT", path, Map.of(), new byte[size]);
            ask("HEAD", path, Map.of(), new byte[0]);
            ask("GET", path, Map.of(), new byte[0]);
        }
        upload();
        ask("GET", "/training", Map.of("list-type", "2"), new byte[0]);
        ask("GET", "/training", Map.of("uploads", ""), new byte[0]);
        ask("DELETE", "/training/object-0", Map.of(), new byte[0]);
        askAdmin("/health/ready");
        askAdmin("/metrics");
    }

    private void upload() throws Exception {
        String path = "/training/upload";
        String created = ask("POST", path, Map.of("uploads", ""), new byte[0]);
        String id = first(created, "<UploadId>([^<]+)</UploadId>");
        ask("PUT", path, Map.of("partNumber", "1", "uploadId", id), new byte[300_000]);
        String parts = ask("GET", path, Map.of("uploadId", id), new byte[0]);
        String etag = first(parts, "<ETag>([^<]+)</ETag>");
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        ask("POST", path, Map.of("uploadId", id), document.getBytes(StandardCharsets.UTF_8));
    }

    private String ask(String method, String path, Map<String, String> query, byte[] body)
            throws Exception {
        URI target = URI.create(s3 + path + "?" + presigned(method, path, query));
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        request.method(method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return answer(request.build());
    }

    private void askAdmin(String path) throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((accessKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8));
        answer(HttpRequest.newBuilder(URI.create(admin + path))
                .header("authorization", "Basic " + basic).build());
    }

    private String answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(request.method() + " " + request.uri().getPath() + ": "
                    + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** The query of a presigned URL, Signature Version 4. */
    private String presigned(String method, String path, Map<String, String> query)
            throws Exception {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC)
                .format(Instant.now());
        String date = time.substring(0, 8);
        String scope = date + "/" + REGION + "/s3/aws4_request";
        TreeMap<String, String> all = new TreeMap<>(query);
        all.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        all.put("X-Amz-Credential", accessKey + "/" + scope);
        all.put("X-Amz-Date", time);
        all.put("X-Amz-Expires", "300");
        all.put("X-Amz-SignedHeaders", "host");
        StringBuilder canonicalQuery = new StringBuilder();
        all.forEach((name, value) -> canonicalQuery.append(canonicalQuery.isEmpty() ? "" : "&")
                .append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        String canonical = String.join("\n", method, path, canonicalQuery,
                "host:" + URI.create(s3).getAuthority(), "", "host", "UNSIGNED-PAYLOAD");
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {date, REGION, "s3", "aws4_request"}) {
            key = hmac(key, step);
        }
        byte[] signature = hmac(key, String.join("\n", "AWS4-HMAC-SHA256", time, scope, digest));
        return canonicalQuery + "&X-Amz-Signature=" + HexFormat.of().formatHex(signature);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readyLine(Path file) throws Exception {
        Instant end = Instant.now().plus(START_MAX);
        Path folder = file.toAbsolutePath().getParent();
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, ENTRY_CREATE, ENTRY_MODIFY);
            while (Instant.now().isBefore(end)) {
                String text = Files.exists(file) ? Files.readString(file) : "";
                if (text.endsWith("\n")) {
                    return text;
                }
                WatchKey changed = changes.poll(1, TimeUnit.SECONDS);
                if (changed != null) {
                    changed.reset();
                }
            }
        }
        throw new IllegalStateException("the server is not ready after " + START_MAX);
    }

    private static String word(String line, String name) {
        return first(line, " " + name + "=(\\S+)");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
