package dev.cairn.server.admin;

import dev.cairn.s3.fault.FaultReport;
import dev.cairn.s3.fault.Faults;
import dev.cairn.s3.fault.InvalidFaultException;
import dev.cairn.s3.fault.TooManyFaultsException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Faults on request: what tests let happen to S3 requests. */
final class FaultsResource {
    private static final Set<String> FIELDS = Set.of(FaultReader.MATCH, FaultReader.EFFECT);

    /** Null where the server was not told to allow them. */
    private final @Nullable Faults faults;

    FaultsResource(@Nullable Faults faults) {
        this.faults = faults;
    }

    /** GET /faults: in the order in which they were added. */
    Answer list(AdminRequest request) {
        String token = request.find("token");
        long after = token == null ? 0 : number(PageToken.parse(token, 1).get(0));
        List<FaultReport> rest =
                allowed().list().stream().filter(fault -> fault.number() > after).toList();
        boolean more = rest.size() > request.limit();
        List<FaultReport> page = more ? rest.subList(0, request.limit()) : rest;
        return new Answer.Document(
                new PageDocument<>(
                        page.stream().map(FaultDocument::of).toList(),
                        more ? PageToken.of(Long.toString(page.getLast().number())) : null));
    }

    /** POST /faults. */
    Answer add(AdminRequest request) throws IOException {
        Faults allowed = allowed();
        RequestDocument document = request.body().document(FIELDS);
        FaultReport added =
                checked(
                        () -> allowed.add(
                                FaultReader.match(document), FaultReader.effect(document)));
        return new Answer.Document(FaultDetailDocument.of(added));
    }

    /** GET /faults/{id}. */
    Answer show(AdminRequest request) {
        String id = request.segment("id");
        FaultReport found = allowed().find(id).orElseThrow(() -> noSuchFault(id));
        return new Answer.Document(FaultDetailDocument.of(found));
    }

    /** DELETE /faults/{id}: answers with the last report. */
    Answer remove(AdminRequest request) {
        String id = request.segment("id");
        FaultReport removed = allowed().remove(id).orElseThrow(() -> noSuchFault(id));
        return new Answer.Document(FaultDetailDocument.of(removed));
    }

    /** DELETE /faults: all of them. */
    Answer clear(AdminRequest request) {
        List<FaultReport> removed = allowed().clear();
        return new Answer.Document(
                new RemovedFaultsDocument(
                        removed.size(), removed.stream().mapToLong(FaultReport::fired).sum()));
    }

    private Faults allowed() {
        if (faults == null) {
            throw new AdminException(
                    403,
                    "FaultsDisabled",
                    "faults happen only in a server that was started with --allow-faults");
        }
        return faults;
    }

    private static FaultReport checked(Supplier<FaultReport> adding) {
        try {
            return adding.get();
        } catch (InvalidFaultException invalid) {
            throw AdminException.invalidArgument(invalid.message());
        } catch (TooManyFaultsException full) {
            throw new AdminException(
                    409,
                    "TooManyFaults",
                    "there are " + Faults.FAULTS_MAX + " faults already; remove some");
        }
    }

    private static long number(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException foreign) {
            throw PageToken.foreign();
        }
    }

    private static AdminException noSuchFault(String id) {
        return new AdminException(404, "NoSuchFault", "there is no fault " + id);
    }
}
