package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.LocationConstraint;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In what region a bucket comes to lie.
 *
 * @param region the server's region
 * @param strict whether other regions are refused, as an endpoint of AWS does; otherwise any is
 *     kept, so that programs written for some region work
 */
public record RegionRules(String region, boolean strict) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,63}");

    /**
     * The constraint that a bucket keeps.
     *
     * <p>Source: Amazon S3 API Reference, "CreateBucket".
     *
     * @param sent what CreateBucket asks for; null where it does not
     * @throws S3Exception InvalidLocationConstraint, IllegalLocationConstraintException
     */
    String constraint(@Nullable String sent) {
        if (sent != null && !SHAPE.matcher(sent).matches()) {
            throw new S3Exception(S3ErrorCode.INVALID_LOCATION_CONSTRAINT);
        }
        if (strict) {
            checkStrictly(sent);
        }
        return sent == null ? region : sent;
    }

    private void checkStrictly(@Nullable String sent) {
        boolean oldest = region.equals(LocationConstraint.US_EAST_1);
        if (sent == null ? !oldest : !LocationConstraint.region(sent).equals(region)) {
            throw new S3Exception(
                    S3ErrorCode.ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION,
                    "The "
                            + (sent == null ? "unspecified" : sent)
                            + " location constraint is incompatible for the region specific"
                            + " endpoint this request was sent to.");
        }
        if (sent != null && oldest) {
            throw new S3Exception(S3ErrorCode.INVALID_LOCATION_CONSTRAINT);
        }
    }
}
