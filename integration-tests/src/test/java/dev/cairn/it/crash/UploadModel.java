package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one multipart upload may be, as far as its client can know. */
final class UploadModel {
    /** How far its client has come. */
    private enum State {
        OPEN,
        ABORT_SENT,
        COMPLETE_SENT,
        GONE
    }

    private final KeyModel key;
    private final String uploadId;
    /** By part number: what may be there; an empty one stands for no part. */
    private final Map<Integer, Set<Optional<Content>>> parts = new TreeMap<>();
    private State state = State.OPEN;
    private int completedNumber;
    private Content completed = new Content(0, 0);

    UploadModel(KeyModel key, String uploadId) {
        this.key = key;
        this.uploadId = uploadId;
    }

    boolean open() {
        return state == State.OPEN;
    }

    void putPart(Requests requests, int number, Content content) {
        Set<Optional<Content>> possible = parts.computeIfAbsent(
                number, absent -> new HashSet<>(Set.of(Optional.empty())));
        possible.add(Optional.of(content));
        WireResponse response = requests.send(WireRequest.put(
                key.target() + "?partNumber=" + number + "&uploadId=" + uploadId,
                content.bytes()));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        possible.clear();
        possible.add(Optional.of(content));
    }

    void abort(Requests requests) {
        state = State.ABORT_SENT;
        WireResponse response =
                requests.send(WireRequest.delete(key.target() + "?uploadId=" + uploadId));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(204);
        state = State.GONE;
    }

    /** Completes with one part that is surely there; the others are discarded. */
    void complete(Requests requests) {
        for (Map.Entry<Integer, Set<Optional<Content>>> part : parts.entrySet()) {
            Optional<Content> content = part.getValue().iterator().next();
            if (part.getValue().size() == 1 && content.isPresent()) {
                completedNumber = part.getKey();
                completed = content.get();
                state = State.COMPLETE_SENT;
                key.sent(content);
                sendComplete(requests);
                return;
            }
        }
    }

    private void sendComplete(Requests requests) {
        WireResponse response = requests.send(WireRequest.post(
                key.target() + "?uploadId=" + uploadId,
                "<CompleteMultipartUpload><Part><PartNumber>" + completedNumber
                        + "</PartNumber><ETag>" + completed.etag()
                        + "</ETag></Part></CompleteMultipartUpload>"));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(response.element("ETag").orElse("")).endsWith("-1\"");
        key.acknowledged(Optional.of(completed));
        state = State.GONE;
    }

    /**
     * Looks at the upload after a restart: it is what it may be, and is that from now on. Must run
     * before the key is looked at, since a Complete in doubt is sent again.
     *
     * @return the bytes of its parts if it is open
     */
    long verify(Requests requests) {
        if (state == State.COMPLETE_SENT) {
            // Done or not, the same call again must succeed.
            sendComplete(requests);
        }
        WireResponse response =
                requests.send(WireRequest.get(key.target() + "?uploadId=" + uploadId));
        if (response.status() == 404) {
            assertThat(state).describedAs("upload " + uploadId + " of " + key.target() + " is gone")
                    .isIn(State.ABORT_SENT, State.GONE);
            state = State.GONE;
            return 0;
        }
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(state).describedAs("upload " + uploadId + " is open again")
                .isNotEqualTo(State.GONE);
        state = State.OPEN;
        return verifyParts(response);
    }

    private long verifyParts(WireResponse listed) {
        List<String> numbers = listed.elements("PartNumber");
        List<String> tags = listed.elements("ETag");
        Map<Integer, String> found = new HashMap<>();
        for (int index = 0; index < numbers.size(); index++) {
            found.put(Integer.valueOf(numbers.get(index)), tags.get(index));
        }
        assertThat(parts.keySet()).containsAll(found.keySet());
        long bytes = 0;
        for (Map.Entry<Integer, Set<Optional<Content>>> part : parts.entrySet()) {
            Optional<String> tag = Optional.ofNullable(found.get(part.getKey()));
            Optional<Content> content = part.getValue().stream()
                    .filter(possible -> possible.map(Content::etag).equals(tag))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("part " + part.getKey() + " of "
                            + uploadId + " has tag " + tag + ", none of " + part.getValue()));
            part.setValue(new HashSet<>(Set.of(content)));
            bytes += content.map(Content::size).orElse(0);
        }
        return bytes;
    }
}
