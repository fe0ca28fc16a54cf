package dev.cairn.server.cli;

import dev.cairn.billing.plan.InvalidPlanException;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.RequestSigner;
import dev.cairn.s3.client.RefusedException;
import dev.cairn.s3.client.UploadScan;
import dev.cairn.server.config.NearestName;
import dev.cairn.server.tls.TlsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn uploads scan}: for any S3 server. */
@Command(name = "scan", description = "Looks for unfinished uploads on any S3 server, by calls that change nothing, and says"
        + " which rule would end them. The key is taken from AWS_ACCESS_KEY_ID,"
        + " AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the region from AWS_REGION or"
        + " AWS_DEFAULT_REGION. Exit code 1 where there are any.")
final class UploadsScanCommand implements Callable<Integer> {
    @Option(names = "--endpoint", paramLabel = "URL", description = "Address of the server. Default: AWS_ENDPOINT_URL_S3, else AWS_ENDPOINT_URL.")
    private @Nullable String endpoint;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only this bucket. Default: all buckets of the account.")
    private @Nullable String bucket;

    @Option(names = "--min-age", paramLabel = "DURATION", defaultValue = "PT0S", description = "Only what was begun so long ago, as P7D or PT1H. Default: all.")
    private String minAge = "PT0S";

    @Option(names = "--ca-certificate", paramLabel = "FILE", description = "PEM file of the authorities to trust. Default: AWS_CA_BUNDLE, else those of the system.")
    private @Nullable Path caCertificate;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Says what they cost for each month: the name of a shipped plan, or the path of a"
            + " plan's file.")
    private @Nullable String plan;

    @Option(names = "--json", description = "Prints a JSON document.")
    private boolean json;

    /** Beyond all dates of objects. */
    private static final long AGE_DAYS_MAX = 36_500;

    private final Console console;

    UploadsScanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        URI address = address();
        Instant now = console.time().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant latest = now.minus(duration());
        ScanReport report = new ScanReport(address, now, plan());
        try (UploadScan scan = new UploadScan(address, signer(), region(), trust())) {
            List<String> names = bucket == null ? scan.buckets() : List.of(bucket);
            for (String name : names) {
                scan(scan, name, latest, report);
            }
            if (scan.isMinio()) {
                console.err().println(
                        "cairn: MinIO lists only uploads that were begun since it was started;"
                                + " older ones lie unlisted in .minio.sys/multipart");
            }
        } catch (RefusedException refused) {
            throw new CommandException(
                    refused.status() == 404 ? ExitCode.PROBLEM : ExitCode.UNREACHABLE,
                    address + " refused: " + refused.getMessage());
        } catch (SSLException notTrusted) {
            throw ClientTrust.notTrusted(address.toString(), notTrusted);
        } catch (IOException unreachable) {
            String reason =
                    unreachable.getMessage() == null
                            ? "connection refused"
                            : unreachable.getMessage();
            throw new CommandException(
                    ExitCode.UNREACHABLE, "cannot ask %s: %s".formatted(address, reason));
        }
        console.out().print(json ? report.json() : report.text());
        return report.isClean() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    /** A bucket that this key may not look into does not end the scan of the others. */
    private void scan(UploadScan scan, String name, Instant latest, ScanReport report)
            throws IOException, RefusedException {
        try {
            List<UploadScan.Found> found =
                    scan.uploads(name).stream()
                            .filter(upload -> !upload.initiated().isAfter(latest))
                            .toList();
            if (!found.isEmpty()) {
                report.add(name, found, scan.abortRule(name));
            }
        } catch (RefusedException refused) {
            if (bucket != null) {
                throw refused;
            }
            console.err().println("cairn: " + name + " refused: " + refused.getMessage());
            report.addRefused(name);
        }
    }

    private @Nullable SSLContext trust() {
        try {
            return ClientTrust.named(caCertificate, console.environment().get("AWS_CA_BUNDLE"))
                    .orElse(null);
        } catch (TlsException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private URI address() {
        Map<String, String> environment = console.environment();
        String text =
                endpoint != null
                        ? endpoint
                        : environment.getOrDefault(
                                "AWS_ENDPOINT_URL_S3",
                                environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        try {
            URI address = URI.create(text.contains("://") ? text : "https://" + text);
            boolean usable =
                    address.getHost() != null
                            && (address.getScheme().equals("http")
                                    || address.getScheme().equals("https"));
            if (usable) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below, as other addresses that lead nowhere.
        }
        throw new CommandException(
                ExitCode.USAGE,
                text.isEmpty()
                        ? "--endpoint says which server is meant, as"
                                + " https://s3.eu-central-1.amazonaws.com"
                        : "'" + text + "' is not an address");
    }

    private @Nullable PricePlan plan() {
        String named = plan;
        if (named == null) {
            return null;
        }
        return PlanName.isValid(named)
                ? PlanCatalog.shipped().find(named).orElseThrow(() -> unknownPlan(named))
                : read(named);
    }

    private static CommandException unknownPlan(String name) {
        return new CommandException(
                ExitCode.USAGE,
                "there is no plan '%s'; the nearest is '%s'"
                        .formatted(name, NearestName.of(name, PlanCatalog.SHIPPED)));
    }

    private static PricePlan read(String file) {
        try {
            return PlanCatalog.read(Path.of(file));
        } catch (InvalidPathException | InvalidPlanException | IOException unusable) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot read a plan from " + file + ": " + unusable.getMessage());
        }
    }

    private Duration duration() {
        try {
            Duration age = Duration.parse(minAge);
            if (!age.isNegative() && age.toDays() <= AGE_DAYS_MAX) {
                return age;
            }
        } catch (DateTimeException malformed) {
            // Refused below, as a negative one is.
        }
        throw new CommandException(
                ExitCode.USAGE, "--min-age is a duration of days or less, as P7D or PT1H");
    }

    private RequestSigner signer() {
        String id = console.environment().getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = console.environment().getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (id.isEmpty() || secret.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        String token = console.environment().getOrDefault("AWS_SESSION_TOKEN", "");
        return new RequestSigner(
                new AccessKey(id, secret), token.isEmpty() ? null : token, console.time());
    }

    private String region() {
        String fallback = console.environment().getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
        return console.environment().getOrDefault("AWS_REGION", fallback);
    }
}
