package dev.cairn.billing;

import dev.cairn.billing.plan.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is charged for one thing.
 *
 * @param quantity in the unit of the line
 * @param byteMillis what the quantity was made of; 0 where that is not byte-time
 * @param unitPrice null where not all units had the same
 * @param amount exact
 */
record Charge(
        Fraction quantity,
        BigInteger byteMillis,
        @Nullable BigDecimal unitPrice,
        Fraction amount) {
    Charge plus(Charge other) {
        if (isNothing()) {
            return other;
        }
        if (other.isNothing()) {
            return this;
        }
        boolean samePrice =
                unitPrice != null
                        && other.unitPrice != null
                        && unitPrice.compareTo(other.unitPrice) == 0;
        return new Charge(
                quantity.plus(other.quantity),
                byteMillis.add(other.byteMillis),
                samePrice ? unitPrice : null,
                amount.plus(other.amount));
    }

    private boolean isNothing() {
        return quantity.signum() == 0 && amount.signum() == 0;
    }
}
