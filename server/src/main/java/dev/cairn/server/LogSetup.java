package dev.cairn.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.cairn.server.config.CairnConfig.LogConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up in code, without a file to be parsed at start: everything to stderr, since stdout
 * belongs to the ready line. Whoever names a file of their own in the system property {@code
 * logback.configurationFile} is left alone, but in the container image, which has no parser for it.
 */
public final class LogSetup {
    private static final String OWN_FILE = "logback.configurationFile";
    private static final String PROVIDER = "slf4j.provider";
    private static final String VERBOSITY = "slf4j.internal.verbosity";
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{24} [%X{requestId:--}] %msg%n";

    private LogSetup() {}

    /**
     * Keeps Logback from setting itself up. For programs that are Cairn and nothing else, before they
     * make the first logger; whoever embeds a server has a log of their own.
     */
    public static void keepBare() {
        if (System.getProperty(OWN_FILE) == null && System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, LogProvider.class.getName());
            // SLF4J would say on stderr that it was told so.
            System.getProperties().putIfAbsent(VERBOSITY, "WARN");
        }
    }

    /** To be called once, before anything is logged. */
    public static void apply(LogConfig config) {
        if (System.getProperty(OWN_FILE) != null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        Encoder<ILoggingEvent> encoder =
                switch (config.format()) {
                    case TEXT -> text(context);
                    case JSON -> json(context);
                };
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.setLevel(Level.convertAnSLF4JLevel(config.level()));
        context.getLogger(AccessLog.LOGGER).setLevel(Level.INFO);
        // Netty says at debug level mostly what it found on the class path.
        context.getLogger("io.netty").setLevel(Level.INFO);
        // Clients that take nothing any more are no warning; it would be one for each of them.
        context.getLogger("io.netty.handler.ssl").setLevel(Level.ERROR);
    }

    private static PatternLayoutEncoder text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static JsonEncoder json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
