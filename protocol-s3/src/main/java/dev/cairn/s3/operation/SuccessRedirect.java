package dev.cairn.s3.operation;

import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.storage.model.ETag;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a browser is sent when its form was stored. */
final class SuccessRedirect {
    private SuccessRedirect() {}

    /** Whether S3 would understand the address; if not, it does as if there were none. */
    static boolean isUsable(String address) {
        boolean ascii = address.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!ascii) {
            return false;
        }
        try {
            URI uri = new URI(address);
            boolean web = "http".equalsIgnoreCase(uri.getScheme())
                    || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    /** The address, with what was stored in its query. */
    static String to(String address, String bucket, String key, ETag etag) {
        int fragment = address.indexOf('#');
        String page = fragment < 0 ? address : address.substring(0, fragment);
        return page
                + (page.indexOf('?') < 0 ? '?' : '&')
                + "bucket="
                + PercentEncoding.encode(bucket, false)
                + "&key="
                + PercentEncoding.encode(key, false)
                + "&etag="
                + PercentEncoding.encode(etag.quoted(), false)
                + (fragment < 0 ? "" : address.substring(fragment));
    }
}
