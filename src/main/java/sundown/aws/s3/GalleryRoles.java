package sundown.aws.s3;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import sundown.failure.PermanentFailure;
import sundown.gallery.ObjectKey;

/**
 * The roles by which functions reach the buckets of the gallery that are not the stack's, in this account or another:
 * {@code infra/gallery-bucket.yaml} creates them. Credentials of a role are asked for when a call first needs them, and
 * kept until they end.
 */
@Singleton
public final class GalleryRoles {
    private static final Pattern BLANKS = Pattern.compile("[ \n]+");

    private final Provider<StsClient> client;
    private final Map<String, String> roles;
    private final Map<String, AwsCredentialsProvider> assumed = new ConcurrentHashMap<>();

    /**
     * Reads which roles there are.
     *
     * @param roles {@code <bucket>=<ARN of its roles, without its end>}, a blank between two
     * @throws IllegalArgumentException when they are not written so
     */
    @Inject
    public GalleryRoles(Provider<StsClient> client, @ConfigProperty(name = "GALLERY_ROLES") Optional<String> roles) {
        this.client = client;
        this.roles = roles.stream()
                .flatMap(text -> BLANKS.splitAsStream(text.strip()))
                .map(GalleryRoles::pair)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String[] pair(String text) {
        String[] pair = text.split("=", 2);
        if (pair.length < 2 || !pair[1].startsWith("arn:")) {
            throw new IllegalArgumentException("GALLERY_ROLES has <bucket>=<ARN of its roles>, a blank between two");
        }
        return pair;
    }

    /** No bucket has roles. */
    public static GalleryRoles none() {
        return new GalleryRoles(
                () -> {
                    throw new IllegalStateException("there are no roles");
                },
                Optional.empty());
    }

    /** The right of a role, and the end of its name. */
    enum Right {
        /** Read objects. */
        READ("-read"),
        /** List versions and uploads, and read the bucket's policy. */
        LIST("-list"),
        /** Delete versions and end uploads. */
        DELETE("-delete");

        private final String end;

        Right(String end) {
            this.end = end;
        }
    }

    /**
     * Where something is.
     *
     * @param bucket the name of the bucket
     * @param key in the bucket, or what keys begin with
     * @param root what its {@link ObjectKey} has before the key: nothing in a bucket of the stack
     * @param caller who asks: the function, or a role
     */
    record Place(String bucket, String key, String root, AwsRequestOverrideConfiguration caller) {
        /** The function itself asks. */
        static final AwsRequestOverrideConfiguration ITSELF =
                AwsRequestOverrideConfiguration.builder().build();

        /** In a bucket of the stack. */
        static Place own(String bucket, String key) {
            return new Place(bucket, key, "", ITSELF);
        }

        /** The key that an object of the bucket has in the gallery. */
        ObjectKey of(String inBucket) {
            return new ObjectKey(root + inBucket);
        }
    }

    /**
     * Where an object of the gallery is, or what lies under a prefix.
     *
     * @param own the stack's bucket
     * @param key an {@link ObjectKey}, or the begin of one
     * @throws PermanentFailure when it is in another bucket, which has no roles
     */
    Place place(String own, String key, Right right) {
        if (!key.startsWith(ObjectKey.ELSEWHERE)) {
            return Place.own(own, key);
        }
        String bucket = ObjectKey.bucket(key);
        return new Place(bucket, ObjectKey.key(key), ObjectKey.root(bucket), caller(bucket, right));
    }

    private AwsRequestOverrideConfiguration caller(String bucket, Right right) {
        String role = Optional.ofNullable(roles.get(bucket))
                .orElseThrow(() -> new PermanentFailure("GALLERY_ROLES names no roles for the bucket " + bucket));
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(assumed.computeIfAbsent(role + right.end, this::assume))
                .build();
    }

    private AwsCredentialsProvider assume(String role) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client.get())
                .refreshRequest(request -> request.roleArn(role).roleSessionName("sundown"))
                .build();
    }
}
