package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cairn.billing.Held;
import dev.cairn.billing.UsageDay;
import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.RequestGroup;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one bucket held at the end of one day, and what was called on it, in the field names of
 * Wasabi's utilization report.
 *
 * @param metadataBytes null: the store does not charge for metadata, and does not add it up
 * @param orphanedBytes 0: no byte is without a holder
 * @param minimumBytes null: a minimum belongs to an account, not to a bucket
 */
@JsonPropertyOrder({"AcctNum", "BucketNum", "Bucket", "StartTime", "EndTime"})
record UtilizationDocument(
        @JsonProperty("AcctNum") String owner,
        @JsonProperty("BucketNum") long bucketId,
        @JsonProperty("Bucket") String bucket,
        @JsonProperty("StartTime") Instant start,
        @JsonProperty("EndTime") Instant end,
        @JsonProperty("NumBillableObjects") BigInteger objects,
        @JsonProperty("NumBillableDeletedObjects") BigInteger deletedObjects,
        @JsonProperty("RawStorageSizeBytes") BigInteger rawBytes,
        @JsonProperty("PaddedStorageSizeBytes") BigInteger paddedBytes,
        @JsonProperty("MetadataStorageSizeBytes") @Nullable BigInteger metadataBytes,
        @JsonProperty("DeletedStorageSizeBytes") BigInteger deletedBytes,
        @JsonProperty("OrphanedStorageSizeBytes") BigInteger orphanedBytes,
        @JsonProperty("MinStorageChargeBytes") @Nullable BigInteger minimumBytes,
        @JsonProperty("NumAPICalls") long calls,
        @JsonProperty("UploadBytes") long uploadBytes,
        @JsonProperty("DownloadBytes") long downloadBytes,
        @JsonProperty("NumGETCalls") long gets,
        @JsonProperty("NumPUTCalls") long puts,
        @JsonProperty("NumDELETECalls") long deletes,
        @JsonProperty("NumLISTCalls") long lists,
        @JsonProperty("NumHEADCalls") long heads) {
    private static final List<BilledClass> ACTIVE =
            List.of(BilledClass.CURRENT, BilledClass.NONCURRENT, BilledClass.UPLOAD_OPEN);

    /** The first row of a CSV file. */
    static final String CSV_HEADING =
            "Bucket,BucketNum,StartTime,EndTime,NumBillableActiveStorageObjects,"
                    + "NumBillableDeletedStorageObjects,RawActiveStorageBytes,"
                    + "BillableActiveStorageBytes,BillableDeletedStorageBytes,NumAPICalls,"
                    + "IngressBytes,EgressBytes\r\n";

    static UtilizationDocument of(LedgerBucket bucket, UsageDay day) {
        Held deleted = day.held(BilledClass.DELETED);
        return new UtilizationDocument(
                bucket.owner(),
                bucket.space(),
                bucket.name().value(),
                day.day().from(),
                day.day().to(),
                active(day, Held::count),
                deleted.count(),
                active(day, Held::bytes),
                active(day, Held::charged),
                null,
                deleted.charged(),
                BigInteger.ZERO,
                null,
                day.used().requests(RequestGroup.ALL),
                day.used().receivedBytes(),
                day.used().sentBytes(),
                day.used().requests(RequestGroup.GET),
                day.used().requests(RequestGroup.PUT),
                day.used().requests(RequestGroup.DELETE),
                day.used().requests(RequestGroup.LIST),
                day.used().requests(RequestGroup.HEAD));
    }

    /** A row under {@link #CSV_HEADING}. */
    String csv() {
        return List.of(
                bucket,
                bucketId,
                start,
                end,
                objects,
                deletedObjects,
                rawBytes,
                paddedBytes,
                deletedBytes,
                calls,
                uploadBytes,
                downloadBytes)
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static BigInteger active(
            UsageDay day, Function<Held, BigInteger> quantity) {
        return ACTIVE.stream()
                .map(day::held)
                .map(quantity)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
