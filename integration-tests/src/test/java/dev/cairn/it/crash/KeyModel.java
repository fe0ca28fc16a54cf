package dev.cairn.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a key may hold: one thing once an operation was acknowledged, and both the old and the new
 * while nobody knows whether an operation took effect. Empty stands for no object.
 */
final class KeyModel {
    private final String target;
    private final Set<Optional<Content>> possible = new HashSet<>(Set.of(Optional.empty()));

    KeyModel(String target) {
        this.target = target;
    }

    String target() {
        return target;
    }

    /** An operation was sent that makes the key this. */
    void sent(Optional<Content> content) {
        possible.add(content);
    }

    /** The operation was acknowledged. */
    void acknowledged(Optional<Content> content) {
        possible.clear();
        possible.add(content);
    }

    /** The object that is surely there, for copies. */
    Optional<Content> certain() {
        return possible.size() == 1 ? possible.iterator().next() : Optional.empty();
    }

    /** Reads the key, which must be one of what it may be, and is that from now on. */
    Optional<Content> verify(Requests requests) {
        WireResponse response = requests.send(WireRequest.get(target));
        Optional<Content> found = Optional.empty();
        if (response.status() == 200) {
            found = possible.stream()
                    .flatMap(Optional::stream)
                    .filter(content -> Arrays.equals(content.bytes(), response.body()))
                    .findFirst();
            assertThat(found)
                    .describedAs("%s holds %d bytes with tag %s, which are none of %s", target,
                            response.body().length, response.header("etag"), possible)
                    .isPresent();
        } else {
            assertThat(response.status()).describedAs(target + ": " + response).isEqualTo(404);
            assertThat(possible).describedAs(target + " is gone").contains(Optional.empty());
        }
        acknowledged(found);
        return found;
    }
}
