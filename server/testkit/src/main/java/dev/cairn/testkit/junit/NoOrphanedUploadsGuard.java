package dev.cairn.testkit.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Sees to it that somebody looks for orphaned uploads: without a server nobody would. */
final class NoOrphanedUploadsGuard implements AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(NoOrphanedUploadsGuard.class);
    private static final String SEEN = "seen";

    /** To be called before a test by whoever looks behind it. */
    static void seen(ExtensionContext context) {
        context.getStore(NAMESPACE).put(SEEN, true);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        if (!failed && context.getStore(NAMESPACE).get(SEEN) == null) {
            throw new ExtensionConfigurationException(
                    "@NoOrphanedUploads needs @CairnTest or a CairnExtension in a field");
        }
    }
}
