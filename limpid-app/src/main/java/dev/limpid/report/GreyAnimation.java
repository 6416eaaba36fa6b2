package dev.limpid.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Grey pictures of one size as an animated GIF that begins again at its end. */
final class GreyAnimation {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private GreyAnimation() {}

    /**
     * The bytes of the file.
     *
     * @param frames at least one; of each pixel the red part is taken for grey
     * @param hundredths of a second for which each is shown
     */
    static byte[] gif(List<Canvas> frames, int hundredths) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames.size(); i++) {
                BufferedImage image = grey(frames.get(i));
                IIOMetadata metadata = writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
                metadata.setFromTree(FORMAT, timed((IIOMetadataNode) metadata.getAsTree(FORMAT), hundredths, i == 0));
                writer.writeToSequence(new IIOImage(image, null, metadata), writer.getDefaultWriteParam());
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a GIF in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage grey(Canvas picture) {
        BufferedImage image = new BufferedImage(picture.width, picture.height, BufferedImage.TYPE_BYTE_GRAY);
        int[] samples = new int[picture.width * picture.height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = picture.rgb()[i] >> 16 & 255;
        }
        image.getRaster().setPixels(0, 0, picture.width, picture.height, samples);
        return image;
    }

    private static IIOMetadataNode timed(IIOMetadataNode root, int hundredths, boolean first) {
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0}); // Without end.
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        return root;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }
}
