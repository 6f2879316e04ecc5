package sundown.cli.decommission;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** The buckets of a stack. */
public final class StackBuckets {
    private StackBuckets() {}

    /**
     * The name of a bucket, if the stack has it. Names end in the account and the region, which callers leave out.
     *
     * @param kind {@code audit} for example
     */
    public static Optional<String> find(S3Client s3, String stack, String kind) {
        Pattern form = Pattern.compile(Pattern.quote(stack + "-" + kind) + "-\\d{12}-.+");
        return s3.listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> form.matcher(name).matches())
                .findFirst();
    }
}
