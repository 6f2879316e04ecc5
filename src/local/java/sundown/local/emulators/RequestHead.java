package sundown.local.emulators;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.emulators.Cloud.SeenRequest;

/**
 * The head of an HTTP/1.1 request (RFC 9112, sections 2 and 6).
 *
 * @param target path and query as they were sent
 * @param headers by their names in lower case; of a repeated header the last
 * @param signer who signed it, for which service; nothing if it is not signed
 * @param text the head as it was sent, one character a byte, the empty line included
 */
record RequestHead(String method, String target, Map<String, String> headers, Optional<Signer> signer, String text) {
    /** A credential scope (AWS Signature Version 4): access key id, date, region, service; in a query it is encoded. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/%]+)(?:/|%2F)[^/%]+(?:/|%2F)[^/%]+(?:/|%2F)([^/%]+)(?:/|%2F)aws4_request");

    /** Lines that ask for another protocol (RFC 9110, section 7.8). */
    private static final Pattern UPGRADE =
            Pattern.compile("(?im)^(?:upgrade|http2-settings):.*\\r\\n|^connection:.*upgrade.*\\r\\n");

    private static final String LOCAL = "/local/";
    private static final String S3 = "s3";

    /** Above the heads that the SDK sends by an order of magnitude, presigned URLs included. */
    private static final int LIMIT = 64 * 1024;

    /** What the credential scope of a signature says. */
    record Signer(String accessKeyId, String service) {
        /** Reads the scope from the header, or from the query of a link. */
        private static Optional<Signer> of(String target, Map<String, String> headers) {
            Matcher credential = CREDENTIAL.matcher(headers.getOrDefault("authorization", target));
            return credential.find()
                    ? Optional.of(new Signer(credential.group(1), credential.group(2)))
                    : Optional.empty();
        }
    }

    /** Reads the next head; empty when the connection ended instead. */
    static Optional<RequestHead> read(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String requestLine = readLine(input, head);
        if (requestLine.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(input, head); !line.isEmpty(); line = readLine(input, head)) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[header.length - 1].strip());
        }
        String[] parts = requestLine.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("Not an HTTP request: " + requestLine);
        }
        Optional<Signer> signer = Signer.of(parts[1], headers);
        return Optional.of(
                new RequestHead(parts[0], parts[1], headers, signer, head.toString(StandardCharsets.ISO_8859_1)));
    }

    /** Reads a line up to its line feed, and keeps its bytes; empty at the end of the stream. */
    static String readLine(InputStream input, ByteArrayOutputStream kept) throws IOException {
        int start = kept.size();
        int next = input.read();
        while (next >= 0) {
            kept.write(next);
            if (next == '\n') {
                break;
            }
            if (kept.size() > LIMIT) {
                throw new IOException("The head of a request exceeds " + LIMIT + " bytes");
            }
            next = input.read();
        }
        return kept.toString(StandardCharsets.ISO_8859_1).substring(start).strip();
    }

    /** The same without the request for an upgrade to HTTP/2, which the front cannot read. */
    RequestHead withoutUpgrade() {
        return headers.containsKey("upgrade")
                ? new RequestHead(
                        method, target, headers, signer, UPGRADE.matcher(text).replaceAll(""))
                : this;
    }

    /** The service that the signature is for; S3 where there is none. */
    String service() {
        return signer.map(Signer::service).orElse(S3);
    }

    /** The API that is called, which is the service; but streams of tables have one of their own. */
    String api() {
        return headers.getOrDefault("x-amz-target", "").startsWith("DynamoDBStreams_") ? "streams" : service();
    }

    /** The operation by the name that the service gives it; of the Scheduler, which has paths, method and path. */
    String operation() {
        if (service().equals(S3)) {
            return S3Operation.of(this);
        }
        String named = headers.getOrDefault("x-amz-target", method + " " + target);
        return named.substring(named.indexOf('.') + 1);
    }

    /** Whether the body says what the request asks for; otherwise it is content, and may be large. */
    boolean isObserved() {
        boolean says = !service().equals(S3) || operation().equals("DeleteObjects");
        return says && !chunked() && !expectsContinue();
    }

    /** False for a page of the emulators themselves, the mailbox for example. */
    boolean isOfAws() {
        return !target.startsWith(LOCAL);
    }

    SeenRequest seen(byte[] body) {
        return new SeenRequest(
                signer.map(Signer::accessKeyId).orElse(""),
                service(),
                method,
                target,
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean chunked() {
        return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
    }

    /** Whether the client sends the body only when the server has asked for it. */
    boolean expectsContinue() {
        return headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
    }

    OptionalLong contentLength() {
        String length = headers.get("content-length");
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    }
}
