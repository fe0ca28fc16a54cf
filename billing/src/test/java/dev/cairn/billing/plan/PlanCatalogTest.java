package dev.cairn.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.storage.model.StorageClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCatalogTest {
    @TempDir
    private Path directory;

    @Test
    void shippedPlans_nameTheirSources() {
        PlanCatalog plans = PlanCatalog.shipped();
        assertThat(plans.all())
                .extracting(plan -> plan.name().value())
                .containsExactlyElementsOf(PlanCatalog.SHIPPED);
        assertThat(plans.all()).allSatisfy(plan -> {
            assertThat(plan.sources()).isNotEmpty();
            assertThat(plan.unconfirmed()).isNotEmpty();
        });
        assertThat(plans.writable()).isFalse();
    }

    @Test
    void shippedPlans_retainAsTheirProvidersSay() {
        PlanCatalog plans = PlanCatalog.shipped();
        PricePlan payg = plans.find("wasabi-payg").orElseThrow();
        PricePlan reserved = plans.find("wasabi-reserved").orElseThrow();
        assertThat(payg.storage(StorageClass.STANDARD).minimumRetentionDays()).isEqualTo(90);
        assertThat(reserved.storage(StorageClass.STANDARD).minimumRetentionDays()).isEqualTo(30);
        assertThat(payg.unfinishedActiveDays()).isEqualTo(30);
        assertThat(reserved.unfinishedActiveDays()).isEqualTo(30);
        assertThat(plans.find("aws-standard").orElseThrow().unfinishedActiveDays()).isNull();
    }

    @Test
    void plansOfADirectory_takeThePlaceOfShippedOnes() throws Exception {
        byte[] document = document("aws-standard");
        Files.write(directory.resolve("aws-standard.yaml"), document);
        Files.write(directory.resolve("notes.txt"), document);
        PlanCatalog plans = PlanCatalog.with(directory);
        assertThat(plans.all()).hasSize(PlanCatalog.SHIPPED.size());
        assertThat(plans.find("aws-standard").orElseThrow().currency()).isEqualTo("EUR");
    }

    @Test
    void planThatIsPut_isThereForTheNextStart() throws Exception {
        PlanCatalog plans = PlanCatalog.with(directory);
        byte[] document = document("mine");
        plans.put(PlanReader.read(document, "body"), document);
        assertThat(plans.find("mine")).isPresent();
        assertThat(PlanCatalog.with(directory).find("mine")).isEqualTo(plans.find("mine"));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void fileOfAnotherName_isRefused() throws IOException {
        Files.write(directory.resolve("other.yaml"), document("mine"));
        assertThatThrownBy(() -> PlanCatalog.with(directory))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("other.yaml")
                .hasMessageContaining("the plan is called mine");
    }

    private static byte[] document(String name) {
        return """
                name: %s
                currency: EUR
                unitBytes: 1000000000
                monthBasis: 30-days
                storage:
                  STANDARD: {price: 0.01}
                """
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8);
    }
}
