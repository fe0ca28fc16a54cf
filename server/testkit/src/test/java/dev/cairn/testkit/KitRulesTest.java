package dev.cairn.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What the kit must not do in the JVM of others, and what it must not need there. */
@AnalyzeClasses(packages = "dev.cairn.testkit", importOptions = DoNotIncludeTests.class)
class KitRulesTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.cairn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule junitIsNeededInItsPackageOnly = onlyIn("org.junit..", "testkit.junit");

    @ArchTest
    static final ArchRule sdkIsNeededInItsPackageOnly = onlyIn("software.amazon..", "testkit.aws");

    @ArchTest
    static final ArchRule testcontainersIsNeededInItsPackageOnly =
            onlyIn("org.testcontainers..", "testkit.containers");

    @ArchTest
    static final ArchRule jvmIsLeftAsItIs = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "setProperty", String.class, String.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** Given back when the server is closed. */
    @ArchTest
    static final ArchRule endOfTheJvmIsHeardByServersAlone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CairnServer.class.getName())
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class);

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(ThreadLocal.class);

    @ArchTest
    static final ArchRule classesAreFinal = classes()
            .should(new ArchCondition<>("be final, or meant to be implemented") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean closed = type.isInterface()
                            || type.isEnum()
                            || type.getModifiers().contains(JavaModifier.FINAL)
                            || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                    // A constant of an enum with a body of its own.
                            || type.isAnonymousClass();
                    if (!closed) {
                        events.add(SimpleConditionEvent.violated(type, type.getName()));
                    }
                }
            });

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn." + home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
