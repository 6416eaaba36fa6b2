/**
 * Model files: what is in them, what they were trained on, and which of them fits an image.
 *
 * <p>{@link dev.limpid.model.Safetensors} is the container, {@link dev.limpid.model.ModelCard} the label on it, and
 * {@link dev.limpid.model.ModelFile} both together; {@link dev.limpid.model.ModelLibrary} is the shelf.
 * {@link dev.limpid.model.DomainRange} tells whether an image looks like those a model was trained on. Nothing in the
 * classes named here loads native code, and nothing ever executes what a file contains.
 */
@NullMarked
package dev.limpid.model;

import org.jspecify.annotations.NullMarked;
