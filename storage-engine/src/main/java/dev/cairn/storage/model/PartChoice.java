package dev.cairn.storage.model;

import java.util.List;

/** Which parts of an upload become the object. */
public sealed interface PartChoice {
    /**
     * Those that a list names.
     *
     * @param list ascending by number, at least one; the protocol has refused anything else
     * @param digest 16 bytes over the request, by which a repeat of it is known
     */
    record Named(List<NamedPart> list, byte[] digest) implements PartChoice {
        public Named {
            list = List.copyOf(list);
        }
    }

    /**
     * All that are there at the moment of the commit. Refused with UploadHasNoParts, and with
     * UploadHasGaps where these are not allowed, since nobody knows what the client still meant to
     * send. A repeat finds no upload any more.
     */
    record AllThere(boolean gapsAllowed) implements PartChoice {}
}
