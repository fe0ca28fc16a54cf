package dev.cairn.server;

import dev.cairn.server.config.Credentials;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the ports are reached.
 *
 * @param s3 the URL of the S3 port
 * @param admin the URL of the admin port; null where there is none
 */
record Addresses(String s3, @Nullable String admin) {

    /** The variables by which S3 clients and Cairn's own commands find this server. */
    Map<String, String> environment(
            Credentials root, String region, @Nullable ServerIdentity identity) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", s3);
        environment.put("AWS_ACCESS_KEY_ID", root.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", root.secretKey());
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_REGION", region);
        if (admin != null) {
            environment.put("CAIRN_ADMIN", admin);
            environment.put("CAIRN_ADMIN_KEY", root.accessKey());
            environment.put("CAIRN_ADMIN_SECRET", root.secretKey());
        }
        if (identity != null) {
            environment.putAll(identity.trustVariables());
        }
        return environment;
    }
}
