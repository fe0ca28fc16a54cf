package dev.cairn.s3.policy;

/** How policies name an account as a whole, {@code arn:aws:iam::ID:root}. */
public final class AccountArn {
    static final String PREFIX = "arn:aws:iam::";

    private static final String ROOT = ":root";

    private AccountArn() {}

    public static String of(String account) {
        return PREFIX + account + ROOT;
    }

    /** The account that an ARN names; a name of no account where it names something else. */
    static String accountOf(String arn) {
        return arn.startsWith(PREFIX)
                && arn.endsWith(ROOT)
                && arn.length() > PREFIX.length() + ROOT.length()
                        ? arn.substring(PREFIX.length(), arn.length() - ROOT.length())
                        : "";
    }
}
