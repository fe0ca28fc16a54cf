package example;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Documents by name. */
@Service
public class Documents {
    private final S3Client s3;
    private final String bucket;

    Documents(S3Client s3, @Value("${documents.bucket}") String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    public void write(String name, String text) {
        s3.putObject(put -> put.bucket(bucket).key(name), RequestBody.fromString(text));
    }

    public String read(String name) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asUtf8String();
    }

    public List<String> names() {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
