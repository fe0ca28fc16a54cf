package dev.cairn.server.admin;

/**
 * An error, as {@code application/problem+json} (RFC 9457).
 *
 * @param title says what the status means
 * @param detail says what is wrong with this request
 * @param code a word for programs, S3's where S3 has one
 */
record ProblemDocument(int status, String title, String detail, String code, String requestId) {
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Request Refused" : "Internal Server Error";
        };
    }
}
