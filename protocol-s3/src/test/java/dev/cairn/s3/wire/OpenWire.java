package dev.cairn.s3.wire;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens one store for the tests of a class, and takes it away behind them. */
final class OpenWire implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(OpenWire.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Wire.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getParent().isPresent()
                && ofClass.getParent().get().getTestClass().isPresent()) {
            ofClass = ofClass.getParent().get();
        }
        return ofClass.getStore(NAMESPACE)
                .getOrComputeIfAbsent(OpenWire.class, key -> Opened.inNewFolder(), Opened.class)
                .wire();
    }

    /** Closed by JUnit with the class. */
    private record Opened(Wire wire, Path folder) implements AutoCloseable {
        static Opened inNewFolder() {
            try {
                Path folder = Files.createTempDirectory("cairn-wire");
                return new Opened(Wire.open(folder), folder);
            } catch (Exception fault) {
                throw new IllegalStateException("cannot open a store", fault);
            }
        }

        @Override
        public void close() throws IOException {
            wire.close();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                        throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, @org.jspecify.annotations.Nullable IOException failed)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
