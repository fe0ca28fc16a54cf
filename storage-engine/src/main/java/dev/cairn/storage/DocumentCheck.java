package dev.cairn.storage;

import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.DocumentHeader;
import dev.cairn.storage.catalog.DocumentPage;
import dev.cairn.storage.catalog.DocumentRows;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.model.Finding;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the documents of buckets: each has a header and all its pages, of one version.
 */
final class DocumentCheck {
    private final Catalog catalog;
    private final Consumer<Finding> findings;

    DocumentCheck(Catalog catalog, Consumer<Finding> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void run(long space) {
        String kind = "";
        DocumentHeader header = null;
        long bytes = 0;
        int pages = 0;
        try (RowScan rows = catalog.scan(new DocumentRows(space).all())) {
            while (rows.next()) {
                String name = DocumentRows.kind(rows.key());
                int number = DocumentRows.pageNumber(rows.key());
                if (!name.equals(kind) || number == 0) {
                    compare(space, kind, header, pages, bytes);
                    header = number == 0 ? DocumentHeader.decode(rows.value()) : null;
                    kind = name;
                    bytes = 0;
                    pages = 0;
                }
                if (number > 0) {
                    DocumentPage page = DocumentPage.decode(rows.value());
                    pages++;
                    bytes += page.bytes().length;
                    if (header == null || number != pages || page.version() != header.version()) {
                        find("page-of-nothing", space, kind + " " + number);
                    }
                }
            }
        }
        compare(space, kind, header, pages, bytes);
    }

    private void compare(
            long space, String kind, @Nullable DocumentHeader header, int pages, long bytes) {
        if (header != null && (header.pages() != pages || header.sizeBytes() != bytes)) {
            find("document", space, kind + ": " + header + " has " + pages + " pages");
        }
    }

    private void find(String what, long space, String detail) {
        findings.accept(new Finding(what, "space " + space + ", " + detail));
    }
}
