package dev.cairn.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    private static final String LEAST =
            """
            name: mine
            currency: EUR
            unitBytes: 1000000000
            monthBasis: 30-days
            storage:
              STANDARD: {price: 0.01}
            """;

    @Test
    void leastDocument_hasDefaults() throws InvalidPlanException {
        PricePlan plan = read(LEAST);
        assertThat(plan.unfinishedActiveDays()).isNull();
        assertThat(plan.minimumMonthlyCharge()).isZero();
        assertThat(plan.storage(StorageClass.GLACIER).listPrice(BilledClass.DELETED))
                .isEqualByComparingTo("0.01");
        assertThat(plan.requests(RequestTier.TIER1)).isEqualTo(RequestPrice.FREE);
        assertThat(plan.isFlat()).isTrue();
    }

    @Test
    void everyField_isRead() throws InvalidPlanException {
        PricePlan plan =
                read(
                        """
                        name: all
                        description: Everything
                        currency: USD
                        unitBytes: 1099511627776
                        monthBasis: calendar
                        minimumRetentionDays: 17
                        unfinishedActiveDays: 0
                        minimumObjectBytes: 4096
                        minimumMonthlyCharge: 7.99
                        storage:
                          STANDARD:
                            tiers: [{upToUnits: 10, price: 0}, {price: 5}]
                            prices: {deleted: 1.5}
                          STANDARD_IA: {price: 2, minimumRetentionDays: 30, minimumObjectBytes: 131072}
                        requests: {tier1: {price: 0.005, per: 1000}}
                        dataOut: {price: 0.01, freeTimesStored: 3}
                        sources: [{of: it, title: A page, date: 2026-01-01}]
                        unconfirmed: [something]
                        """);
        assertThat(plan.unit()).isEqualTo(StorageUnit.TIB);
        assertThat(plan.monthBasis()).isEqualTo(MonthBasis.CALENDAR);
        assertThat(plan.unfinishedActiveDays()).isZero();
        assertThat(plan.minimumMonthlyCharge()).isEqualTo(new BigDecimal("7.99"));
        StoragePrice standard = plan.storage(StorageClass.STANDARD);
        assertThat(standard.minimumRetentionDays()).isEqualTo(17);
        assertThat(standard.minimumObjectBytes()).isEqualTo(4096);
        assertThat(standard.listPrice(BilledClass.CURRENT)).isEqualByComparingTo("5");
        assertThat(standard.listPrice(BilledClass.DELETED)).isEqualByComparingTo("1.5");
        StoragePrice ia = plan.storage(StorageClass.STANDARD_IA);
        assertThat(ia.minimumRetentionDays()).isEqualTo(30);
        assertThat(ia.minimumObjectBytes()).isEqualTo(131_072);
        assertThat(plan.requests(RequestTier.TIER1).per()).isEqualTo(1000);
        assertThat(plan.dataOut().freeTimesStored()).isEqualTo(3);
        assertThat(plan.sources())
                .containsExactly(new PlanSource("it", "A page", "2026-01-01"));
        assertThat(plan.unconfirmed()).containsExactly("something");
        assertThat(plan.minimumRetentionDaysMax()).isEqualTo(30);
    }

    @Test
    void jsonIsReadAsWell() throws InvalidPlanException {
        PricePlan plan =
                read(
                        """
                        {"name":"mine","currency":"USD","unitBytes":1073741824,
                         "monthBasis":"calendar","unfinishedActiveDays":null,
                         "storage":{"STANDARD":{"price":2.3E-2}}}
                        """);
        assertThat(plan.storage(StorageClass.STANDARD).listPrice(BilledClass.CURRENT))
                .isEqualByComparingTo("0.023");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: mine          | name: My plan       | line 1, name: 'My plan' is not accepted; allowed: 1 to 64 small letters, digits or dashes
            name: mine          | nome: mine          | line 1, nome: no such field; allowed: currency
            currency: EUR       | currency: euro      | line 2, currency: 'euro' is not accepted; allowed: three capital letters
            unitBytes: 1000000000 | unitBytes: 1000   | line 3, unitBytes: '1000' is not accepted; allowed: 1000000000, 1073741824
            monthBasis: 30-days | monthBasis: 31      | line 4, monthBasis: '31' is not accepted; allowed: calendar, 30-days
            monthBasis: 30-days | minimumRetentionDays: 1 | line 1, monthBasis: missing; allowed: calendar, 30-days
            price: 0.01         | price: -1           | line 6, storage.STANDARD.price: '-1' is not accepted; allowed: a number from 0
            price: 0.01         | price: cheap        | line 6, storage.STANDARD.price: 'cheap' is not accepted
            price: 0.01         | per: 1              | line 6, storage.STANDARD.per: no such field; allowed: minimumObjectBytes
            price: 0.01         | minimumRetentionDays: 1 | line 6, storage.STANDARD.price: missing; allowed: either price or tiers
            price: 0.01         | price: 1, minimumRetentionDays: 4000 | storage.STANDARD.minimumRetentionDays: '4000' is not accepted; allowed: a whole number from 0 to 3659
            price: 0.01         | price: 1, minimumObjectBytes: 8 | 'storage.STANDARD.minimumObjectBytes: ''8'' is not accepted; allowed: 0, 4096, 131072'
            price: 0.01         | tiers: [{price: 1}, {price: 2}] | storage.STANDARD.tiers: '2 tiers' is not accepted; allowed: tiers whose upToUnits ascend
            STANDARD:           | COLD:               | storage.STANDARD: missing; allowed: a price of this class
            price: 0.01         | price: [1]          | line 6, storage.STANDARD.price: not one value; allowed: one value
            """)
    void wrongDocument_saysWhereAndWhatIsAllowed(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(LEAST.replace(right, wrong)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("test.yaml line ")
                .hasMessageContaining(message);
    }

    @Test
    void noDocument_isRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("test.yaml: not a mapping");
        assertThatThrownBy(() -> read("[a")).hasMessageContaining("not YAML");
        assertThatThrownBy(() -> read(LEAST + "---\nname: two\n"))
                .hasMessageContaining("more than one document");
        assertThatThrownBy(() -> read(LEAST + "name: twice\n")).hasMessageContaining("line 7");
    }

    private static PricePlan read(String text) throws InvalidPlanException {
        return PlanReader.read(text.getBytes(StandardCharsets.UTF_8), "test.yaml");
    }
}
