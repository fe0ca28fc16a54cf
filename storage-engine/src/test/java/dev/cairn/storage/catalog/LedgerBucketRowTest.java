package dev.cairn.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerBucket;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows of buckets, also as the first version of the ledger wrote them. */
final class LedgerBucketRowTest {
    private static final BucketName VAULT = new BucketName("vault");
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DROPPED = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void rowsOfTheFirstVersion_areBucketsWithoutPlan() {
        assertThat(LedgerBucketRow.decode(7, first().flag(false).toBytes()))
                .isEqualTo(LedgerBucket.living(7, VAULT, "anna", CREATED));
        byte[] dropped = first().flag(true).number(DROPPED.toEpochMilli()).toBytes();
        assertThat(LedgerBucketRow.decode(7, dropped))
                .isEqualTo(new LedgerBucket(7, VAULT, "anna", CREATED, DROPPED, null));
    }

    @Test
    void bucketOfTheFirstVersion_isDroppedWithItsPlan() {
        byte[] before = first().flag(false).toBytes();
        byte[] row =
                Objects.requireNonNull(
                        LedgerBucketRow.dropped(7, before, DROPPED, "wasabi-payg"));
        assertThat(row).startsWith(2);
        assertThat(LedgerBucketRow.decode(7, row))
                .isEqualTo(new LedgerBucket(7, VAULT, "anna", CREATED, DROPPED, "wasabi-payg"));
    }

    private static RowWriter first() {
        return new RowWriter(1).text("vault").text("anna").number(CREATED.toEpochMilli());
    }
}
