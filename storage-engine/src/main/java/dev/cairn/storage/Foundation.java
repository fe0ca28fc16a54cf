package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.io.Disk;
import java.util.function.UnaryOperator;

/**
 * What a store stands on. Tests of faults put something of their own in its place.
 *
 * @param catalog put in front of the real catalog
 * @param background whether work that commits leave behind is done by a thread of its own
 */
record Foundation(Disk disk, UnaryOperator<Catalog> catalog, boolean background) {}
