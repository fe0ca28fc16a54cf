package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3Exception;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionRulesTest {
    @ParameterizedTest(name = "{0}, strict {1}, sent {2}: {3}")
    @CsvSource({
        "us-east-1, false, , us-east-1",
        "us-east-1, false, us-east-1, us-east-1",
        "us-east-1, false, eu-west-1, eu-west-1",
        "us-east-1, false, EU, EU",
        "eu-west-1, false, , eu-west-1",
        "us-east-1, true, , us-east-1",
        "eu-west-1, true, eu-west-1, eu-west-1",
        "eu-west-1, true, EU, EU",
    })
    void constraint_isKept(String region, boolean strict, @Nullable String sent, String kept) {
        assertThat(new RegionRules(region, strict).constraint(sent)).isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0}, strict {1}, sent {2}: {3}")
    @CsvSource({
        "us-east-1, false, 'a b', InvalidLocationConstraint",
        "us-east-1, true, us-east-1, InvalidLocationConstraint",
        "us-east-1, true, eu-west-1, IllegalLocationConstraintException",
        "eu-west-1, true, , IllegalLocationConstraintException",
        "eu-west-1, true, us-east-1, IllegalLocationConstraintException",
    })
    void otherConstraint_isRefused(String region, boolean strict, @Nullable String sent,
            String code) {
        assertThatThrownBy(() -> new RegionRules(region, strict).constraint(sent))
                .isInstanceOfSatisfying(S3Exception.class,
                        refusal -> assertThat(refusal.code().code()).isEqualTo(code));
    }
}
