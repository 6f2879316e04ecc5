package sundown.local.google.library;

import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.google.wire.GoogleProblem;

/** One page of a list, and the token for the next page, empty where there is none. */
record Page<T>(List<T> entries, String nextToken) {
    private static final Pattern TOKEN = Pattern.compile("after:(\\d{1,9})");

    /** Returns the page of a token, or the first page for an empty token. A size of 0 means the usual size. */
    static <T> Page<T> of(List<T> all, int size, int usualSize, int mostSize, String token) {
        if (size < 0 || size > mostSize) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid page size.");
        }
        int from = Math.min(start(token), all.size());
        int to = Math.min(from + (size == 0 ? usualSize : size), all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? token(to) : "");
    }

    private static int start(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        Matcher matcher = TOKEN.matcher(decoded(token));
        if (!matcher.matches()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid page token.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String token(int start) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after:" + start).getBytes(StandardCharsets.UTF_8));
    }
}
