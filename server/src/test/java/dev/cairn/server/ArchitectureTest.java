package dev.cairn.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The rules of CONTRIBUTING.md that can be read off the classes of all modules. */
@AnalyzeClasses(packages = "dev.cairn", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.cairn.";
    private static final String[] STORAGE = {"dev.cairn.storage", "dev.cairn.storage.."};

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.cairn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nettyStaysInTheFrontEnd =
            onlyIn("io.netty..", "dev.cairn.server.http");

    @ArchTest
    static final ArchRule rocksDbStaysInTheCatalog =
            onlyIn("org.rocksdb..", "dev.cairn.storage.catalog");

    @ArchTest
    static final ArchRule xxHashStaysAmongTheChecksums =
            onlyIn("com.dynatrace..", "dev.cairn.storage.model");

    @ArchTest
    static final ArchRule jacksonStaysWhereDocumentsAreReadAndWritten = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.cairn.s3.xml",
                    "dev.cairn.s3.form",
                    "dev.cairn.s3.policy",
                    "dev.cairn.server.config",
                    "dev.cairn.server.admin",
                    "dev.cairn.server.cli",
                    "dev.cairn.billing.plan")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "com.ctc..",
                    "org.codehaus..");

    @ArchTest
    static final ArchRule xmlIsReadAndWrittenInOnePlace = noClasses()
            .that(not(resideInAPackage("dev.cairn.s3.xml")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.w3c..", "org.xml..");

    @ArchTest
    static final ArchRule registryLoggingAndCommandLineStayInTheServer = noClasses()
            .that(not(resideInAPackage("dev.cairn.server..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.prometheus..", "io.micrometer.prometheusmetrics..", "ch.qos..",
                    "picocli..");

    /** RocksLibrary unpacks a native library, which lies in no data directory. */
    @ArchTest
    static final ArchRule filesAreOpenedInOnePlace = noClasses()
            .that(not(resideInAnyPackage(
                    "dev.cairn.storage.io", "dev.cairn.server..", "dev.cairn.billing.plan")))
            .and()
            .doNotHaveSimpleName("RocksLibrary")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Files.class, FileInputStream.class, FileOutputStream.class,
                    RandomAccessFile.class)
            .orShould()
            .callMethodWhere(targetIs(FileChannel.class, "open"));

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that(not(resideInAPackage("dev.cairn.storage.time")))
            .and()
            .doNotHaveSimpleName("CairnMain")
            .should()
            .callMethodWhere(targetIs(System.class, "currentTimeMillis"))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethodWhere(targetIs(Clock.class, "system(UTC|DefaultZone)?"))
            .orShould()
            .callMethodWhere(targetIs(LocalDate.class, "now"))
            .orShould()
            .callMethodWhere(targetIs(ZonedDateTime.class, "now"));

    @ArchTest
    static final ArchRule chanceComesFromASource = noClasses()
            .should()
            .callMethodWhere(targetIs(Math.class, "random"))
            .orShould()
            .callMethodWhere(targetIs(UUID.class, "randomUUID"))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocalRandom.class);

    /** An interrupt closes the channel that a thread is using, for everyone. */
    @ArchTest
    static final ArchRule nothingNearFilesIsInterrupted = noClasses()
            .that(resideInAnyPackage(STORAGE))
            .should()
            .callMethodWhere(targetIs(Thread.class, "interrupt"))
            .orShould()
            .callMethodWhere(targetIs(ExecutorService.class, "shutdownNow"))
            .orShould()
            .callMethodWhere(targetIs(Future.class, "cancel"));

    @ArchTest
    static final ArchRule namesSaySomething = classes()
            .should(new ArchCondition<>("have a name that says what they are") {
                private final Pattern empty = Pattern.compile(
                        ".*(Utils?|Helper|Manager|Common(?!Prefix)|Impl|Abstract)(?![a-z]).*");

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (empty.matcher(type.getSimpleName()).matches()) {
                        events.add(SimpleConditionEvent.violated(type, type.getName()));
                    }
                }
            });

    @ArchTest
    static final ArchRule classesAreFinalOrSealed = classes()
            .should(new ArchCondition<>("be final or sealed") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean free = type.isInterface()
                            || type.isAnonymousClass()
                            || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                    // A constant with a body makes its enum neither.
                            || type.isEnum()
                            || type.getModifiers().contains(JavaModifier.FINAL)
                            || type.reflect().isSealed();
                    if (!free) {
                        events.add(SimpleConditionEvent.violated(type, type.getName()));
                    }
                }
            });

    @ArchTest
    static final ArchRule staticFieldsAreConstants = fields()
            .that()
            .areStatic()
            .should(new ArchCondition<>("be final and of a type that cannot change") {
                private final Pattern mutable = Pattern.compile(
                        "java\\.util\\.concurrent\\.(atomic\\..*|Concurrent.*|CopyOnWrite.*)"
                                + "|java\\.util\\.((Hash|Tree|LinkedHash|Enum|Weak).*(Map|Set)"
                                + "|ArrayList|LinkedList|ArrayDeque|.*Random)"
                                + "|java\\.lang\\.(ThreadLocal|StringBuilder|StringBuffer)");

                @Override
                public void check(JavaField field, ConditionEvents events) {
                    boolean constant = field.getModifiers().contains(JavaModifier.FINAL)
                            && !mutable.matcher(field.getRawType().getName()).matches();
                    if (!constant && !field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                        events.add(SimpleConditionEvent.violated(field, field.getFullName()));
                    }
                }
            });

    @ArchTest
    static void arrowsAreThoseOfTheDocument(JavaClasses imported) {
        PackageArrows arrows =
                PackageArrows.read(Path.of("..", "docs", "ARCHITECTURE.md"));
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : imported) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = shortName(type);
                String to = shortName(dependency.getTargetClass().getBaseComponentType());
                boolean inside = !to.isEmpty() && !from.equals(to);
                if (inside && !arrows.has(from, to)) {
                    unknown.add("| `" + from + "` | `" + to + "` | " + type.getSimpleName());
                }
            }
        }
        assertThat(unknown).describedAs("arrows that docs/ARCHITECTURE.md does not have").isEmpty();
    }

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that(not(resideInAPackage(home)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaMethodCall> targetIs(
            Class<?> owner, String methodPattern) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + methodPattern,
                call -> call.getTargetOwner().isAssignableTo(owner)
                        && call.getName().matches(methodPattern));
    }
}
