print("wsx")
