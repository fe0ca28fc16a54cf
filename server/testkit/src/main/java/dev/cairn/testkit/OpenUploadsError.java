package dev.cairn.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** A test has left multipart uploads open; the message names each, with bytes and user agent. */
public final class OpenUploadsError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<OpenUpload> uploads;

    /**
     * A failure.
     *
     * @param uploads at least one
     */
    public OpenUploadsError(List<OpenUpload> uploads) {
        super(message(uploads));
        this.uploads = List.copyOf(uploads);
    }

    /** The uploads that were left open. */
    public List<OpenUpload> uploads() {
        return uploads;
    }

    private static String message(List<OpenUpload> uploads) {
        String head =
                uploads.size() == 1
                        ? "1 multipart upload was left open:\n  "
                        : uploads.size() + " multipart uploads were left open:\n  ";
        return uploads.stream().map(OpenUpload::line).collect(Collectors.joining("\n  ", head, ""));
    }
}
