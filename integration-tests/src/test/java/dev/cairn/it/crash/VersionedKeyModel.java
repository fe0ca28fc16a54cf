package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.crash.RememberingClient.Found;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The versions and delete markers of a key that were acknowledged, and the one operation of which
 * nobody knows whether it took effect.
 */
final class VersionedKeyModel {
    private final String bucket;
    private final String key;

    /** Newest first. */
    private final List<Version> versions = new ArrayList<>();

    private @Nullable Doubt doubt;

    /** A version; without content a delete marker. */
    private record Version(String id, Optional<Content> content) {
        boolean isMarker() {
            return content.isEmpty();
        }
    }

    /** What was sent and not answered. */
    private sealed interface Doubt {
        /** A version or, without content, a delete marker in front of all others. */
        record Added(Optional<Content> content) implements Doubt {}

        /** A version less. */
        record Removed(Version version) implements Doubt {}
    }

    /** A line of the listing. */
    private record Listed(String id, boolean marker, boolean latest) {}

    VersionedKeyModel(String bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    int count() {
        return versions.size();
    }

    void put(Requests requests, Content content) {
        add(requests, WireRequest.put(target(), content.bytes()), Optional.of(content), 200);
    }

    void putMarker(Requests requests) {
        add(requests, WireRequest.delete(target()), Optional.empty(), 204);
    }

    void remove(Requests requests, int index) {
        Version version = versions.get(index);
        doubt = new Doubt.Removed(version);
        WireResponse response =
                requests.send(WireRequest.delete(target() + "?versionId=" + version.id()));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(204);
        versions.remove(version);
        doubt = null;
    }

    /** Looks at all versions, which must be those that may be there, and are them from now on. */
    Found verify(Requests requests) {
        List<Listed> listed = list(requests);
        settle(listed);
        List<Listed> expected = new ArrayList<>();
        for (Version version : versions) {
            expected.add(new Listed(version.id(), version.isMarker(), expected.isEmpty()));
        }
        assertThat(listed).describedAs("versions of " + key).isEqualTo(expected);
        return read(requests);
    }

    private void add(
            Requests requests, WireRequest request, Optional<Content> content, int status) {
        doubt = new Doubt.Added(content);
        WireResponse response = requests.send(request);
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(status);
        versions.addFirst(
                new Version(response.header("x-amz-version-id").orElseThrow(), content));
        doubt = null;
    }

    /** What was in doubt has happened or not; the listing tells. */
    private void settle(List<Listed> listed) {
        switch (doubt) {
            case Doubt.Added(var content) when listed.size() == versions.size() + 1 ->
                    versions.addFirst(new Version(listed.getFirst().id(), content));
            case Doubt.Removed(var version) when listed.size() == versions.size() - 1 ->
                    versions.remove(version);
            case null, default -> {}
        }
        doubt = null;
    }

    private Found read(Requests requests) {
        long noncurrentBytes = 0;
        for (Version version : versions) {
            WireResponse response =
                    requests.send(WireRequest.get(target() + "?versionId=" + version.id()));
            if (version.content().isEmpty()) {
                assertThat(response.status()).describedAs(response.toString()).isEqualTo(405);
            } else {
                assertThat(response.body()).describedAs("%s %s", key, version)
                        .isEqualTo(version.content().get().bytes());
                noncurrentBytes += response.body().length;
            }
        }
        Optional<Content> current =
                versions.isEmpty() ? Optional.empty() : versions.getFirst().content();
        WireResponse response = requests.send(WireRequest.get(target()));
        assertThat(response.status()).describedAs(response.toString())
                .isEqualTo(current.isPresent() ? 200 : 404);
        long currentBytes = current.map(Content::size).orElse(0);
        assertThat(current.isEmpty() || response.body().length == currentBytes)
                .describedAs(response.toString()).isTrue();
        return new Found(currentBytes, noncurrentBytes - currentBytes, 0);
    }

    private List<Listed> list(Requests requests) {
        WireResponse response =
                requests.send(WireRequest.get("/" + bucket + "?versions=&prefix=" + key));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        List<Listed> listed = new ArrayList<>();
        Node node = response.document().getDocumentElement().getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            boolean marker = "DeleteMarker".equals(node.getLocalName());
            if (node instanceof Element version
                    && (marker || "Version".equals(node.getLocalName()))) {
                assertThat(text(version, "Key")).isEqualTo(key);
                listed.add(new Listed(text(version, "VersionId"), marker,
                        Boolean.parseBoolean(text(version, "IsLatest"))));
            }
        }
        return listed;
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    private String target() {
        return "/" + bucket + "/" + key;
    }
}
