package dev.cairn.s3.xml;

import dev.cairn.storage.model.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of ListBuckets. */
public record ListAllMyBucketsResult(
        Owner owner,
        List<Bucket> buckets,
        @Nullable String prefix,
        @Nullable String continuationToken)
        implements XmlDocument {
    private static final int BYTES_PER_BUCKET = 192;

    @Override
    public void write(XmlWriter xml) {
        xml.root("ListAllMyBucketsResult");
        owner.write(xml, "Owner");
        xml.open("Buckets");
        for (Bucket bucket : buckets) {
            xml.open("Bucket")
                    .element("Name", bucket.name().value())
                    .element("CreationDate", bucket.created())
                    .element("BucketRegion", LocationConstraint.region(bucket.region()))
                    .close("Bucket");
        }
        xml.close("Buckets")
                .elementIfPresent("Prefix", prefix)
                .elementIfPresent("ContinuationToken", continuationToken)
                .close("ListAllMyBucketsResult");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + buckets.size() * BYTES_PER_BUCKET;
    }
}
