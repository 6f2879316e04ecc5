package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.s3.SendAtOnce;

/**
 * An object, or a folder of objects. AWS's own variables say where S3 is: AWS_REGION, AWS_ENDPOINT_URL, and those of
 * credentials. What S3 answers is a failure with a sentence for the user.
 */
record S3Place(S3Client client, String bucket, String key) implements Place {
    static final String SCHEME = "s3://";
    private static final Pattern NAME = Pattern.compile(SCHEME + "([^/]+)(?:/(.*?))?/*");
    private static final Pattern WITHOUT_PATTERN = Pattern.compile("[^*?\\[{\\\\]*");

    /** A bucket or a network that is slow for a minute does not end an import of hours. */
    private static final int ATTEMPTS = 10;

    /** Some ten objects may be open at once. */
    private static final int RANGE = 4 << 20;

    private static final int PRECONDITION_FAILED = 412;

    /** With it, S3 compares what came with what was sent, and an upload that goes on knows what is there. */
    private static final String DIGEST = "sha256";

    /** @throws IllegalArgumentException with a sentence for the user */
    static S3Place of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name + " is not s3://bucket/key.");
        }
        try {
            return new S3Place(
                    connect(),
                    parts.group(1),
                    Optional.ofNullable(parts.group(2)).orElse(""));
        } catch (SdkException unusable) {
            throw new IllegalArgumentException(name + " cannot be reached: " + why(unusable), unusable);
        }
    }

    /** Emulators have no host for each bucket, and S3 takes paths, too. */
    private static S3Client connect() {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .overrideConfiguration(calls -> calls.addExecutionInterceptor(new SendAtOnce())
                        .retryStrategy(retries -> retries.maxAttempts(ATTEMPTS)))
                .build();
    }

    @Override
    public S3Place child(String name) {
        return at(key.isEmpty() ? name : key + "/" + name);
    }

    @Override
    public Place parent() {
        return at(key.substring(0, Math.max(0, key.lastIndexOf('/'))));
    }

    private S3Place at(String other) {
        return new S3Place(client, bucket, other);
    }

    @Override
    public String absolute() {
        return toString();
    }

    /** An object's own key is the first that begins with it. */
    @Override
    public Optional<Source> find() throws IOException {
        return reading(() -> list(key, "/")
                .findFirst()
                .filter(object -> object.key().equals(key))
                .map(this::source));
    }

    /** What has the folder's own key is none of its files; S3's console makes such objects. */
    @Override
    public List<Source> matching() throws IOException {
        int name = key.lastIndexOf('/') + 1;
        Matcher begin = WITHOUT_PATTERN.matcher(key).region(name, key.length());
        PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + key.substring(name));
        return reading(() -> list(key.substring(0, begin.lookingAt() ? begin.end() : name), "/")
                .filter(object -> object.key().length() > name)
                .filter(object -> pattern.matches(Path.of(object.key().substring(name))))
                .map(this::source)
                .toList());
    }

    /** The objects with keys that begin so, page by page, without those that have the delimiter behind it. */
    private Stream<S3Object> list(String prefix, String delimiter) {
        return client
                .listObjectsV2Paginator(request -> request.bucket(bucket)
                        .prefix(prefix)
                        .delimiter(delimiter)
                        .encodingType(EncodingType.URL))
                .contents()
                .stream();
    }

    private Source source(S3Object object) {
        return new Source(at(object.key()), object.size(), object.eTag());
    }

    /**
     * Reads range by range: a connection that breaks off costs one range, which the client reads again, and an object
     * that changes meanwhile ends the reading with a failure.
     */
    @Override
    public InputStream open(Source found) {
        return new InputStream() {
            private InputStream range = InputStream.nullInputStream();
            private long next;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int got = range.read(buffer, offset, length);
                if (got >= 0 || next == found.bytes()) {
                    return got;
                }
                range = S3Place.this.read(found, next);
                next = Math.min(next + RANGE, found.bytes());
                return range.read(buffer, offset, length);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }
        };
    }

    private InputStream read(Source found, long begin) throws IOException {
        long last = Math.min(begin + RANGE, found.bytes()) - 1;
        try {
            return client.getObjectAsBytes(request -> request.bucket(bucket)
                            .key(key)
                            .ifMatch(found.version())
                            .range("bytes=%d-%d".formatted(begin, last)))
                    .asInputStream();
        } catch (SdkException failed) {
            boolean changed = failed instanceof S3Exception answer && answer.statusCode() == PRECONDITION_FAILED;
            throw new IOException(
                    this + (changed ? " changed while it was read." : " cannot be read: " + why(failed)), failed);
        }
    }

    /** The sizes of all objects in this folder, by their names below it. */
    Map<String, Long> sizes() throws IOException {
        String prefix = key.isEmpty() ? "" : key + "/";
        return reading(() -> list(prefix, null)
                .collect(Collectors.toMap(object -> object.key().substring(prefix.length()), S3Object::size)));
    }

    /** Whether it was put with this digest. */
    boolean has(byte[] sha256) throws IOException {
        return reading(() -> client.headObject(request -> request.bucket(bucket).key(key)))
                .metadata()
                .getOrDefault(DIGEST, "")
                .equals(text(sha256));
    }

    /** Uploads a file in one piece. */
    void put(Path file, byte[] sha256) throws IOException {
        calling(
                "written",
                () -> client.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .checksumSHA256(text(sha256))
                                .metadata(Map.of(DIGEST, text(sha256))),
                        RequestBody.fromFile(file)));
    }

    private static String text(byte[] sha256) {
        return Base64.getEncoder().encodeToString(sha256);
    }

    private <T> T reading(Supplier<T> call) throws IOException {
        return calling("read", call);
    }

    private <T> T calling(String done, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw new IOException(this + " cannot be " + done + ": " + why(failed), failed);
        }
    }

    /** Where credentials or the region are missing, the SDK goes on with all providers that it has asked. */
    static String why(SdkException failed) {
        return failed.getMessage().replaceFirst("(?s) in the chain .*", ".");
    }

    @Override
    public String toString() {
        return SCHEME + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
