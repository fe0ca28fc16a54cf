package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action that a rule asks for, and when.
 *
 * @param target of a transition, else null
 */
public record DueAction(
        LifecycleAction action, String ruleId, Instant due, @Nullable StorageClass target) {}
