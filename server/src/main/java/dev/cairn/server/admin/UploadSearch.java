package dev.cairn.server.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing of open uploads. By key it ends where the page is full; by bytes or age it
 * is one walk over all, of which a heap keeps as many as the page has. Nothing is remembered between
 * pages: what grows or ends meanwhile may be seen twice or not at all.
 */
final class UploadSearch {
    private final ServedStore store;
    private final UploadFilter filter;
    private final UploadSort sort;
    private final int limit;

    UploadSearch(ServedStore store, UploadFilter filter, UploadSort sort, int limit) {
        this.store = store;
        this.filter = filter;
        this.sort = sort;
        this.limit = limit;
    }

    /**
     * A page.
     *
     * @param last the place of the last upload, where more follow; null on the last page
     */
    record Page(List<OpenUpload> uploads, @Nullable UploadPlace last) {}

    /** An upload with its place. */
    private record Placed(UploadPlace place, OpenUpload open) {}

    /**
     * The page behind a place.
     *
     * @param start null for the first page
     */
    Page page(@Nullable UploadPlace start) {
        List<Placed> found = sort == UploadSort.KEY ? firstByKey(start) : first(start);
        boolean more = found.size() > limit;
        List<Placed> page = more ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(Placed::open).toList(), more ? page.getLast().place() : null);
    }

    private List<Placed> firstByKey(@Nullable UploadPlace start) {
        List<Placed> found = new ArrayList<>();
        new UploadWalk(
                store,
                filter,
                open -> {
                    found.add(new Placed(UploadPlace.of(sort, 0, open), open));
                    return found.size() <= limit;
                })
                .run(start);
        return found;
    }

    /** The first ones behind a place, one more than the page has. */
    private List<Placed> first(@Nullable UploadPlace start) {
        PriorityQueue<Placed> heap =
                new PriorityQueue<>(Comparator.comparing(Placed::place).reversed());
        new UploadWalk(
                store,
                filter,
                open -> {
                    keep(heap, open, start);
                    return true;
                })
                .run(null);
        List<Placed> found = new ArrayList<>(heap);
        found.sort(Comparator.comparing(Placed::place));
        return found;
    }

    private void keep(PriorityQueue<Placed> heap, OpenUpload open, @Nullable UploadPlace start) {
        Optional<Long> value = sort.value(open);
        if (value.isEmpty()) {
            return;
        }
        UploadPlace place = UploadPlace.of(sort, value.get(), open);
        Placed last = heap.peek();
        boolean tooLate =
                heap.size() > limit && last != null && place.compareTo(last.place()) > 0;
        if (tooLate || (start != null && place.compareTo(start) <= 0)) {
            return;
        }
        heap.add(new Placed(place, open));
        if (heap.size() > limit + 1) {
            heap.poll();
        }
    }
}
