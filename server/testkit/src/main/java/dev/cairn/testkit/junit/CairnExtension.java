package dev.cairn.testkit.junit;

import dev.cairn.testkit.Cairn;
import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.CairnServerBuilder;
import dev.cairn.testkit.Faults;
import dev.cairn.testkit.Lifecycle;
import dev.cairn.testkit.TestClock;
import dev.cairn.testkit.Uploads;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a Cairn server, and stops it behind them. In a static field one for the class, in a
 * field of the instance one for each test; {@link CairnTest} does the same without a field.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final CairnExtension cairn = CairnExtension.create().buckets("vault");
 *
 * @Test
 * void keepsWhatItIsGiven(S3Client s3) { … }
 * }</pre>
 *
 * <p>The extension itself speaks for the server of the running test, and {@link CairnTest} says
 * what parameters can be given. Servers belong to tests and not to the extension, so that tests may
 * run at the same time. Configure before the tests begin; afterwards safe for all threads.
 */
public final class CairnExtension
        implements
        Cairn,
        BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
    private static final String SCOPE = "scope";
    private static final String PLAN = "plan";
    private static final String PLANNED_CLASS = "planned-class";
    private static final String OPEN_BEFORE = "open-before";
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    /** Extensions of one class keep their servers apart. */
    private final Namespace namespace = Namespace.create(CairnExtension.class, this);

    private final RunningScopes running = new RunningScopes();

    /** Null where the annotation says it. */
    private final @Nullable ServerPlan plan;

    private final String name;

    /** For {@link CairnTest}, and for {@code @ExtendWith}; in a field: {@link #create}. */
    public CairnExtension() {
        this(null, "");
    }

    private CairnExtension(@Nullable ServerPlan plan, String name) {
        this.plan = plan;
        this.name = name;
    }

    /** An extension for a field, whose server has no buckets. */
    public static CairnExtension create() {
        return new CairnExtension(ServerPlan.DEFAULT, "");
    }

    /** The same with buckets that are there from the start. */
    public CairnExtension buckets(String... names) {
        return configured(builder -> builder.buckets(names));
    }

    /** The same with a key of the configuration set, as {@link CairnServerBuilder#config}. */
    public CairnExtension config(String key, String value) {
        return configured(builder -> builder.config(key, value));
    }

    /**
     * The same with more set before the server starts.
     *
     * @param more called once for each server
     */
    public CairnExtension configured(Consumer<CairnServerBuilder> more) {
        ServerPlan old = planOfField();
        return new CairnExtension(
                new ServerPlan(old.configuration().andThen(more), old.perTest(), old.reset()),
                name);
    }

    /** The same with a server for each test, also in a static field. */
    public CairnExtension perTest() {
        return new CairnExtension(planOfField().ofOneTest(), name);
    }

    /**
     * The same with a shared server that is emptied behind each test, as {@link CairnServer#reset}
     * does. Not for tests that run at the same time.
     */
    public CairnExtension resetAfterEach() {
        ServerPlan old = planOfField();
        return new CairnExtension(new ServerPlan(old.configuration(), old.perTest(), true), name);
    }

    /**
     * The same with a name, for a class with several servers: only parameters with {@link OnCairn}
     * of this name are given what belongs to it.
     */
    public CairnExtension named(String other) {
        return new CairnExtension(planOfField(), other);
    }

    /**
     * The server of the running test.
     *
     * @throws IllegalStateException when none runs, or several do and the calling thread is not
     *     that of a test; parameters always know theirs
     */
    public CairnServer server() {
        return running.current().server();
    }

    @Override
    public URI endpoint() {
        return server().endpoint();
    }

    @Override
    public URI adminEndpoint() {
        return server().adminEndpoint();
    }

    @Override
    public String region() {
        return server().region();
    }

    @Override
    public String accessKey() {
        return server().accessKey();
    }

    @Override
    public String secretKey() {
        return server().secretKey();
    }

    @Override
    public TestClock clock() {
        return server().clock();
    }

    @Override
    public Lifecycle lifecycle() {
        return server().lifecycle();
    }

    @Override
    public Faults faults() {
        return server().faults();
    }

    @Override
    public Uploads uploads() {
        return server().uploads();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startForClass(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Store store = store(context);
        ServerPlan found = planOf(context, store);
        ServerScope shared = found.perTest() ? null : scope(store);
        ServerScope scope = shared == null ? start(store, found) : shared;
        if (shared != null) {
            running.enter(scope);
            refuseResetAtTheSameTime(context, found);
        }
        if (asksForNoOrphans(context)) {
            NoOrphanedUploadsGuard.seen(context);
            if (shared == null || !isConcurrent(context)) {
                store.put(OPEN_BEFORE, scope.openUploadIds());
            } else {
                requireNoOrphansOfAll(store);
                shared.lookAtTheEnd();
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Store store = store(context);
        ServerScope scope = scope(store);
        ServerScope own = store.remove(SCOPE, ServerScope.class);
        if (scope == null) {
            return;
        }
        try {
            assertNoOrphans(store, scope);
        } finally {
            if (own != null) {
                end(own);
            } else {
                running.leave(scope);
                if (planOf(context, store).reset()) {
                    scope.server().reset();
                }
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Store store = store(context);
        ServerScope own = store.remove(SCOPE, ServerScope.class);
        if (own != null) {
            try {
                own.assertNoneLeft();
            } finally {
                end(own);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        String asked = parameter.findAnnotation(OnCairn.class).map(OnCairn::value).orElse("");
        return asked.equals(name) && InjectedValue.of(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable() instanceof Constructor<?>
                && context.getTestMethod().isEmpty()) {
            // An instance for the whole class is made before anybody is told of the class.
            startForClass(context);
        }
        ServerScope scope = scope(store(context));
        if (scope == null) {
            throw new ParameterResolutionException(
                    "each test has a server of its own, which runs from @BeforeEach on: take the"
                            + " parameter in a method");
        }
        return InjectedValue.of(parameter)
                .orElseThrow(() -> new ParameterResolutionException("no such value"))
                .from(scope);
    }

    /** Once for each class. */
    private void startForClass(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Store store = store(context);
        if (type.equals(store.get(PLANNED_CLASS))) {
            return;
        }
        Optional<CairnTest> own = annotation(type, CairnTest.class);
        boolean nested = store.get(PLAN) != null;
        // What is nested shares, unless it asks for something of its own.
        if (nested && (plan != null || own.isEmpty())) {
            return;
        }
        ServerPlan found = plan != null ? plan : own.map(ServerPlan::of).orElse(ServerPlan.DEFAULT);
        store.put(PLANNED_CLASS, type);
        store.put(PLAN, found);
        if (!found.perTest()) {
            ServerScope unused = start(store, found);
        }
    }

    private ServerScope start(Store store, ServerPlan found) {
        ServerScope scope = found.start();
        store.put(SCOPE, scope);
        running.begin(scope);
        return scope;
    }

    private void end(ServerScope scope) {
        running.end(scope);
        scope.close();
    }

    /** Also removes what was open before, so that nobody compares with it twice. */
    private static void assertNoOrphans(Store store, ServerScope scope) {
        Set<?> before = store.remove(OPEN_BEFORE, Set.class);
        if (before != null) {
            scope.assertNoneOpenBut(Set.copyOf(before.stream().map(String.class::cast).toList()));
        }
    }

    private static void refuseResetAtTheSameTime(ExtensionContext context, ServerPlan found) {
        if (found.reset() && isConcurrent(context)) {
            throw new ExtensionConfigurationException(
                    "a server cannot be reset behind each of several tests that run at the same"
                            + " time: give each its own (perTest)");
        }
    }

    /** Of tests that run at the same time nobody can say whose upload it is: all must be meant. */
    private static void requireNoOrphansOfAll(Store store) {
        Class<?> sharing = store.get(PLANNED_CLASS, Class.class);
        if (sharing == null || !asksForNoOrphans(sharing)) {
            throw new ExtensionConfigurationException(
                    "@NoOrphanedUploads: tests that run at the same time share the server; annotate"
                            + " the class that has it, or give each test its own");
        }
    }

    /** Of the method, if it has one of its own; else that of the class. */
    private ServerPlan planOf(ExtensionContext context, Store store) {
        if (plan != null) {
            return plan;
        }
        ServerPlan ofClass = store.get(PLAN, ServerPlan.class);
        return context.getElement()
                .flatMap(method -> annotation(method, CairnTest.class))
                .map(annotation -> ServerPlan.of(annotation).ofOneTest())
                .orElse(ofClass == null ? ServerPlan.DEFAULT : ofClass);
    }

    private ServerPlan planOfField() {
        if (plan == null) {
            throw new IllegalStateException("CairnExtension.create() can be configured");
        }
        return plan;
    }

    private Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    private static @Nullable ServerScope scope(Store store) {
        return store.get(SCOPE, ServerScope.class);
    }

    private static boolean isConcurrent(ExtensionContext context) {
        return context.getExecutionMode() == ExecutionMode.CONCURRENT
                && context.getConfigurationParameter(PARALLEL)
                        .filter(Boolean::parseBoolean)
                        .isPresent();
    }

    private static boolean asksForNoOrphans(ExtensionContext context) {
        return context.getElement()
                .filter(element -> annotation(element, NoOrphanedUploads.class).isPresent())
                .isPresent()
                || asksForNoOrphans(context.getRequiredTestClass());
    }

    /** Whether a class is annotated, or one that it is nested in. */
    private static boolean asksForNoOrphans(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (annotation(outer, NoOrphanedUploads.class).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
            AnnotatedElement element, Class<A> type) {
        return AnnotationSupport.findAnnotation(element, type);
    }
}
