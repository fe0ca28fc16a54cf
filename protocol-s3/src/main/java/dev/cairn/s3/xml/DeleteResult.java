package dev.cairn.s3.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of DeleteObjects.
 *
 * @param items in the order of the request; with {@code Quiet} the errors alone
 */
public record DeleteResult(List<Item> items) implements XmlDocument {
    private static final int BYTES_PER_ITEM = 96;

    public DeleteResult {
        items = List.copyOf(items);
    }

    /** What became of one object. */
    public sealed interface Item {}

    /**
     * Deleted, or not there before.
     *
     * @param versionId as the request named it
     * @param markerVersionId of the delete marker that was made or taken away; null for none
     */
    public record Deleted(
            String key, @Nullable String versionId, @Nullable String markerVersionId)
            implements Item {}

    /** Not deleted. */
    public record Failed(String key, @Nullable String versionId, String code, String message)
            implements Item {}

    @Override
    public void write(XmlWriter xml) {
        xml.root("DeleteResult");
        for (Item item : items) {
            switch (item) {
                case Deleted deleted -> writeDeleted(xml, deleted);
                case Failed failed ->
                        xml.open("Error")
                                .element("Key", failed.key())
                                .elementIfPresent("VersionId", failed.versionId())
                                .element("Code", failed.code())
                                .element("Message", failed.message())
                                .close("Error");
            }
        }
        xml.close("DeleteResult");
    }

    private static void writeDeleted(XmlWriter xml, Deleted deleted) {
        xml.open("Deleted")
                .element("Key", deleted.key())
                .elementIfPresent("VersionId", deleted.versionId());
        if (deleted.markerVersionId() != null) {
            xml.element("DeleteMarker", true)
                    .element("DeleteMarkerVersionId", deleted.markerVersionId());
        }
        xml.close("Deleted");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + items.size() * BYTES_PER_ITEM;
    }
}
