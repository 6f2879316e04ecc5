package sundown.local.rights;

/** Texts with the wildcards of IAM: {@code *} stands for any characters, {@code ?} for one. */
final class Wildcards {
    /** Of an ARN: the name of the format, partition, service, region, account, and resource. */
    private static final int PARTS = 6;

    private Wildcards() {}

    /** Compares the parts of an ARN one by one: a wildcard does not reach over a colon. */
    static boolean matchArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", PARTS);
        String[] parts = arn.split(":", PARTS);
        if (pattern.equals("*") || patterns.length != parts.length) {
            return pattern.equals("*");
        }
        for (int index = 0; index < parts.length; index++) {
            if (!match(patterns[index], parts[index])) {
                return false;
            }
        }
        return true;
    }

    /** Compares whole texts. After a mismatch, the last star takes one character more. */
    static boolean match(String pattern, String text) {
        int next = 0;
        int position = 0;
        int star = -1;
        int taken = 0;
        while (position < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                taken = position;
            } else if (next < pattern.length() && isOne(pattern.charAt(next), text.charAt(position))) {
                next++;
                position++;
            } else if (star >= 0) {
                next = star + 1;
                position = ++taken;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(rest -> rest == '*');
    }

    private static boolean isOne(char pattern, char character) {
        return pattern == '?' || pattern == character;
    }
}
