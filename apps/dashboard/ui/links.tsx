// The library's looks on the router's links: typed addresses, no reload, and still plain anchors for keyboard and middle click.
import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { type AnchorHTMLAttributes, forwardRef } from "react";

type AnchorAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;
type ButtonAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

const AnchorElement = forwardRef<HTMLAnchorElement, AnchorProps & AnchorAttributes>((props, ref) => (
  <Anchor ref={ref} {...props} />
));

const ButtonElement = forwardRef<HTMLAnchorElement, ButtonProps & ButtonAttributes>((props, ref) => (
  <Button component="a" ref={ref} {...props} />
));

/** A link in text. */
export const TextLink = createLink(AnchorElement);

/** A link that looks like a button. */
export const LinkButton = createLink(ButtonElement);
