/**
 * A two-stage detector (Ren et al., NIPS 2015) on a feature pyramid (Lin et al., CVPR 2017), in our own layers.
 *
 * <p>{@link dev.limpid.network.detector.Detector} is the figure: a residual backbone, a pyramid over its stages, proposals from
 * anchors, and a head that looks at each proposal through RoIAlign (He et al., ICCV 2017). One image at a time.
 */
@NullMarked
package dev.limpid.network.detector;

import org.jspecify.annotations.NullMarked;
