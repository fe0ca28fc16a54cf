package dev.cairn.s3.operation;

import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import java.io.IOException;

/** An object's bytes, all of them, a range or a part, with what is known of it. */
final class GetObject implements Operation {
    private final ObjectStore objects;
    private final LifecycleHeaders rules;

    GetObject(ObjectStore objects, LifecycleHeaders rules) {
        this.objects = objects;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "GetObject";
    }

    @Override
    public Route route() {
        return Route.object("GET").withOptions(Route.VERSION_ID, Route.PART_NUMBER);
    }

    @Override
    public String action() {
        return "s3:GetObject";
    }

    @Override
    public String versionAction() {
        return "s3:GetObjectVersion";
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        ObjectReader reader =
                objects.open(request.bucket().name(), request.key(), VersionIds.of(request));
        boolean handedOn = false;
        try {
            ObjectAnswer answer =
                    ObjectAnswer.of(request, reader.version(), reader::part)
                            .with(rules.ofRead(request, reader.version()));
            if (answer.length() == 0) {
                return S3Response.of(answer.status(), answer.headers());
            }
            handedOn = true;
            return S3Response.of(
                    answer.status(),
                    answer.headers(),
                    new ResponseBody.ObjectRange(reader, answer.offset(), answer.length()));
        } finally {
            if (!handedOn) {
                reader.close();
            }
        }
    }
}
