package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTableTest {
    private static final Operation FORM =
            new NotImplementedOperation("PostObject", Route.bucket("POST"));

    @Test
    void twoOperationsOfOneRoute_areRefused() {
        List<Operation> same = List.of(
                new NotImplementedOperation("One",
                        Route.object("PUT", "a", "b").withOptions("versionId")),
                new NotImplementedOperation("Two", Route.object("PUT", "b", "a")));

        assertThatThrownBy(() -> new OperationTable(same, FORM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("One")
                .hasMessageContaining("Two");
    }

    @Test
    void operationsThatDifferInAnything_standBesideEachOther() {
        List<Operation> different = List.of(
                new NotImplementedOperation("One", Route.object("PUT", "a")),
                new NotImplementedOperation("Two", Route.object("GET", "a")),
                new NotImplementedOperation("Three", Route.bucket("PUT", "a")),
                new NotImplementedOperation("Four", Route.object("PUT", "a=1")),
                new NotImplementedOperation("Five", Route.object("PUT", "a").withCopySource()));

        assertThatCode(() -> new OperationTable(different, FORM)).doesNotThrowAnyException();
    }
}
