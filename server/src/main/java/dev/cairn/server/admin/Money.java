package dev.cairn.server.admin;

import dev.cairn.billing.Statement;
import dev.cairn.billing.plan.Fraction;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An amount as it is shown; a text, since not every reader of JSON keeps decimals. */
record Money(String amount, String currency) {
    static Money of(Fraction amount, String currency) {
        return of(amount.rounded(Statement.DECIMALS), currency);
    }

    static Money of(BigDecimal amount, String currency) {
        return new Money(amount.toPlainString(), currency);
    }

    static @Nullable Money ofNullable(@Nullable Fraction amount, String currency) {
        return amount == null ? null : of(amount, currency);
    }
}
