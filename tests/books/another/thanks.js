/** `thanks`: a box to say thank you in. It imports nothing: the kit is handed to it. */
export default ({ answerOrBlank, card, h, heading, keeping, place, safety, uid, writing, written }) => {
  function render({ model, el }) {
    const spec = model.get("spec");
    const ids = { prompt: uid("prompt"), safety: uid("safety") };
    const { value, change, send } = keeping(model, { words: "" });
    const box = writing(model, { describedby: ids.safety, typed: (words) => change({ words }), left: send });
    const prompt = h("label", { class: "wb-prompt", id: ids.prompt, for: box.id }, spec.prompt);
    const body = [prompt, box.area, box.mirror, safety(model, ids.safety)];
    const made = card(model, "Say thank you", ids.prompt, body, blocks);
    return place({ model, el }, "thanks", made, () => box.write(value().words), send);
  }
  const blocks = (spec, value) => [heading(spec.prompt), answerOrBlank(written(value, "words"), 3)];
  return { render, blocks, hasText: (value) => Boolean(written(value, "words")) };
};
