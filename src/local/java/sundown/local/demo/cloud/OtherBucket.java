package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Endpoints;
import sundown.local.template.GroupCloses;
import sundown.local.template.Policies;
import sundown.local.template.Resolution;
import sundown.local.template.Template;

/** A bucket of the gallery that is not the stack's, with the roles that infra/gallery-bucket.yaml creates for it. */
record OtherBucket(String bucket, Template template, Resolution resolution) {
    private static final Path TEMPLATE = Path.of("infra", "gallery-bucket.yaml");

    /**
     * Those of a gallery.
     *
     * @param stack the name of Sundown's stack
     */
    static List<OtherBucket> all(GalleryLayout gallery, String stack) throws IOException {
        Template template = Template.read(TEMPLATE);
        return gallery.parts().stream()
                .skip(1)
                .map(part -> of(part, template, stack))
                .toList();
    }

    private static OtherBucket of(BucketLayout part, Template template, String stack) {
        String bucket = ObjectKey.bucket(part.root());
        String[] layout = part.write().split("/", 2);
        Map<String, String> parameters = new HashMap<>(GroupCloses.parameters());
        parameters.put("Bucket", bucket);
        parameters.put("Name", bucket);
        parameters.put("SundownStack", stack);
        parameters.put("SundownAccount", Endpoints.ACCOUNT);
        parameters.put("GalleryLayout", layout[0]);
        parameters.put("GalleryPrefix", ObjectKey.key(layout[1]));
        return new OtherBucket(
                bucket,
                template,
                new Resolution(stack + "-" + bucket, Endpoints.ACCOUNT, Endpoints.REGION, parameters));
    }

    /** What Sundown's stack is told of its roles. */
    String roles() {
        return template.output("Roles", resolution);
    }

    /** What its roles may do, and what its own policy denies. */
    Policies policies() {
        return template.policies(resolution);
    }
}
